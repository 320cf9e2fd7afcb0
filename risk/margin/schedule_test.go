package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// By hand: 300000*(.005-.004) = 300; + 800000*.0015 = 1500; + 3000000*.0035 = 12000,
// which are also the published amounts.
func TestNewSchedule_DerivesDeductions(t *testing.T) {
	for i, want := range []string{"0", "300", "1500", "12000"} {
		requireDecimal(t, want, schedule(t, btcTiers()).Tiers()[i].Deduction)
	}
}

func TestMaintenance(t *testing.T) {
	s := schedule(t, btcTiers())
	for _, tt := range []struct{ name, notional, margin, maxLeverage string }{
		{"nothing", "0", "0", "150"},
		{"first tier", "100000", "400", "150"},
		{"just below an edge", "299999.99", "1199.99996", "150"},
		{"on an edge", "300000", "1200", "100"},
		{"second tier", "500000", "2200", "100"},
		{"on the last edge", "3000000", "18000", "50"},
		{"end of the last tier", "12000000", "108000", "50"},
		{"beyond the last tier", "20000000", "188000", "50"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.margin, s.Maintenance(dec(tt.notional)))
			requireDecimal(t, tt.maxLeverage, s.TierAt(dec(tt.notional)).MaxLeverage)
		})
	}
}

func TestFlatSchedule(t *testing.T) {
	requireDecimal(t, "0.5", flat(t, "0.005").Maintenance(dec("100")))
	_, bounded := flat(t, "0.005").MaxNotional()
	require.False(t, bounded)
	for _, bad := range []string{"-0.1", "1", "2", "1e-40"} {
		_, err := margin.FlatSchedule(dec(bad))
		require.ErrorAs(t, err, new(margin.FieldError), bad)
	}
}

func TestNewSchedule_Given(t *testing.T) {
	t.Run("agreeing deductions", func(t *testing.T) {
		tiers := btcTiers()
		tiers[1].Deduction, tiers[3].Deduction = dec("300"), dec("12000.0000000000004")
		requireDecimal(t, "12000", schedule(t, tiers).Tiers()[3].Deduction)
	})
	t.Run("caller's slice is not changed", func(t *testing.T) {
		tiers := btcTiers()
		schedule(t, tiers)
		require.True(t, tiers[3].Deduction.IsZero())
	})
}

func TestNewSchedule_Rejects(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func([]margin.Tier)
		paths []string
		want  string
	}{
		{"wrong deduction", func(s []margin.Tier) { s[1].Deduction = dec("299") }, []string{"[1].maintenanceAmount"}, `tierKind "step", which is not supported yet`},
		{"deduction given as zero", func(s []margin.Tier) { s[1].DeductionGiven = true }, []string{"[1].maintenanceAmount"}, "300, which makes"},
		{"does not start at zero", func(s []margin.Tier) { s[0].MinNotional = dec("1") }, []string{"[0].minNotional"}, "0"},
		{"gap", func(s []margin.Tier) { s[1].MinNotional = dec("300001") }, []string{"[1].minNotional"}, "300000"},
		{"descending", func(s []margin.Tier) { s[0], s[1] = s[1], s[0] }, []string{"[0].minNotional", "[1].minNotional", "[1].maintenanceMarginRate", "[2].minNotional"}, ""},
		{"empty tier", func(s []margin.Tier) { s[3].MaxNotional = dec("3000000") }, []string{"[3].maxNotional"}, "more than minNotional"},
		{"unbounded in the middle", func(s []margin.Tier) { s[1].MaxNotional = decimal.Decimal{} }, []string{"[1].maxNotional", "[2].minNotional"}, ""},
		{"falling fraction", func(s []margin.Tier) { s[2].MaintenanceMarginFraction = dec("0.0049") }, []string{"[2].maintenanceMarginRate"}, "at least"},
		{"fraction of one", func(s []margin.Tier) { s[3].MaintenanceMarginFraction = dec("1") }, []string{"[3].maintenanceMarginRate"}, "[0, 1)"},
		{"negative fraction", func(s []margin.Tier) { s[0].MaintenanceMarginFraction = dec("-0.1") }, []string{"[0].maintenanceMarginRate"}, "[0, 1)"},
		{"leverage below one", func(s []margin.Tier) { s[0].MaxLeverage = dec("0.5") }, []string{"[0].maxLeverage"}, "1 to 1000"},
		{"beyond the limits", func(s []margin.Tier) { s[3].MaxNotional = decimal.New(1, 2000000000) }, []string{"[3].maxNotional"}, "60 digits"},
		{"two at once", func(s []margin.Tier) { s[0].MaxLeverage, s[2].MaxLeverage = dec("-1"), dec("2000") }, []string{"[0].maxLeverage", "[2].maxLeverage"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tiers := btcTiers()
			tt.spoil(tiers)
			_, err := margin.NewSchedule(tiers)
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			var paths []string
			for _, e := range errs {
				paths = append(paths, e.Path)
			}
			require.Equal(t, tt.paths, paths)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
	_, err := margin.NewSchedule(nil)
	require.ErrorAs(t, err, new(margin.Errors))
}

// Margin is continuous, convex and never falls, at any tiers that are accepted.
func FuzzNewSchedule(f *testing.F) {
	f.Add(uint32(300000), uint32(500000), uint16(40), uint16(10), uint32(400000))
	f.Fuzz(func(t *testing.T, first, width uint32, rate, rise uint16, notional uint32) {
		a, b := decimal.NewFromInt(int64(first)+1), decimal.NewFromInt(int64(width)+1)
		r1 := decimal.New(int64(rate), -6)
		r2 := r1.Add(decimal.New(int64(rise), -6))
		s, err := margin.NewSchedule([]margin.Tier{{MaxNotional: a, MaintenanceMarginFraction: r1},
			{MinNotional: a, MaxNotional: a.Add(b), MaintenanceMarginFraction: r2},
			{MinNotional: a.Add(b), MaintenanceMarginFraction: r2.Add(r1)}})
		require.NoError(t, err)
		n := decimal.NewFromInt(int64(notional))
		// The closed form of marginal tiers: each slice of notional pays its own rate.
		want := decimal.Decimal{}
		for _, tier := range s.Tiers() {
			top := n
			if tier.MaxNotional.IsPositive() {
				top = decimal.Min(n, tier.MaxNotional)
			}
			if slice := top.Sub(tier.MinNotional); slice.IsPositive() {
				want = want.Add(slice.Mul(tier.MaintenanceMarginFraction))
			}
		}
		requireDecimal(t, want.String(), s.Maintenance(n))
	})
}
