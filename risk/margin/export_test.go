package margin

// DivSig is divSig, for tests of its rounding.
var DivSig = divSig
