package ccxt_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
)

// A cross long with a profit of 2000, and an isolated one with a wallet of 500 and a loss of 100. A cross wallet of 10000
// is 10500 in all wallets; equity is 12000 in cross and 12400 in all.
func TestRead_Balance(t *testing.T) {
	positions := many(one(), one("symbol", `"ETH/USDT:USDT"`, "entryPrice", "3000", "markPrice", "2950", "unrealizedPnl", "-100", "marginMode", `"isolated"`, "collateral", "400"))
	for _, tt := range []struct {
		name    string
		balance string
		total   ccxt.Meaning
		note    string
	}{
		{"total is the cross wallet", `{"total": {"USDT": 10000}}`, ccxt.CrossWallet, "total.USDT."},
		{"total is all wallets", `{"total": {"USDT": 10500}}`, ccxt.AllWallets, "total.USDT less the isolated wallets."},
		{"total is all equity", `{"total": {"USDT": 12400}}`, ccxt.AllEquity, "total.USDT less the isolated wallets and all unrealised profit."},
		{"chosen before the reply", `{"info": {"assets": [{"asset": "USDT", "crossWalletBalance": "1"}]}, "total": {"USDT": 12400}}`, ccxt.AllEquity, "total.USDT less"},
		{"Binance, account", `{"info": {"assets": [{"asset": "BNB"}, {"asset": "USDT", "crossWalletBalance": "10000.0"}]}, "total": {"USDT": 12400}}`, "", "info's crossWalletBalance."},
		{"Binance, list of balances", `{"info": [{"asset": "USDT", "balance": "10500", "crossWalletBalance": "10000.0"}], "total": {"USDT": 10500}}`, "", "info's crossWalletBalance."},
		{"Hyperliquid", `{"info": {"crossMarginSummary": {"accountValue": "12000.0"}, "marginSummary": {"accountValue": "12400.0"}}, "total": {"USDT": 12400}}`, "", "info.crossMarginSummary.accountValue less the unrealised profit of cross positions."},
		{"Bybit", `{"info": {"result": {"list": [{"accountType": "UNIFIED", "coin": [{"coin": "BTC", "walletBalance": "1"}, {"coin": "USDT", "walletBalance": "10500", "equity": "12400"}]}]}}, "total": {"USDT": 10500}}`, "", "info's walletBalance less the isolated wallets."},
		{"OKX", `{"info": {"data": [{"details": [{"ccy": "USDT", "eq": "12400", "cashBal": "10000"}]}]}, "total": {"USDT": 12400}}`, "", "info's eq less the isolated wallets and all unrealised profit."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i, err := ccxt.Read(ccxt.Sources{Positions: positions, Balance: []byte(tt.balance)}, ccxt.Options{Venue: "binance-usdm", Total: tt.total})
			require.NoError(t, err)
			require.Len(t, i.Scenario.Account.Balances, 1)
			require.Equal(t, "USDT", i.Scenario.Account.Balances[0].Asset)
			require.Equal(t, "10000", i.Scenario.Account.Balances[0].Amount.String())
			require.Contains(t, i.Notes[len(i.Notes)-1], "The cross wallet of USDT is "+tt.note)
		})
	}
}

// ccxt gives a dYdX subaccount no total. Its equity of 12000 is in USDC and includes the profit of 2000.
func TestRead_BalanceDYDX(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(one("symbol", `"BTC/USDC:USDC"`, "contractSize", "null", "markPrice", "null", "marginMode", "null")),
		Balance:   []byte(`{"info": {"subaccountNumber": 0, "equity": "12000", "freeCollateral": "9000"}, "USDC": {"free": 9000}, "total": {"USDC": null}}`),
		Tiers:     flat("BTC/USDC:USDC"),
	}, ccxt.Options{MarginMode: "cross"})
	require.NoError(t, err)
	require.Equal(t, "10000", i.Scenario.Account.Balances[0].Amount.String())
	require.Equal(t, "USDC", i.Scenario.Account.Currency)
	require.Equal(t, "51000", i.Scenario.Market.Prices["BTC"].String())
}

// Of an unknown venue the total needs no meaning where all of them come to the same.
func TestRead_BalanceWithoutMeaning(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{Positions: many(one("markPrice", "50000", "unrealizedPnl", "0")), Balance: []byte(`{"total": {"USDT": 10000}}`)}, ccxt.Options{Venue: "binance-usdm"})
	require.NoError(t, err)
	require.Equal(t, "10000", i.Scenario.Account.Balances[0].Amount.String())

	errs := errorsOf(t, ccxt.Sources{Positions: many(one()), Balance: []byte(`{"total": {"USDT": 10000}}`)}, ccxt.Options{Venue: "binance-usdm"})
	require.Len(t, errs, 1)
	require.Equal(t, "--total", errs[0].Path)
}

func TestRead_Collateral(t *testing.T) {
	sources := ccxt.Sources{
		Positions: many(one()),
		Balance:   []byte(`{"total": {"USDT": 10000, "BNB": 3, "ETH": 1.5, "XRP": 0, "DOT": null}}`),
		Market:    []byte(`{"prices": {"ETH": 3000}}`),
	}
	for _, tt := range []struct {
		name    string
		options ccxt.Options
		want    map[string]string
		note    string
	}{
		{"settlement only", ccxt.Options{}, map[string]string{"USDT": "10000"}, "counts it): BNB 3, ETH 1.5."},
		{"one more", ccxt.Options{Collateral: []string{"ETH"}}, map[string]string{"USDT": "10000", "ETH": "1.5"}, "counts it): BNB 3."},
		{"all", ccxt.Options{Collateral: []string{"all"}, Prices: prices("BNB=600")}, map[string]string{"USDT": "10000", "ETH": "1.5", "BNB": "3"}, "The cross wallet of USDT"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.options.Venue, tt.options.Total = "binance-usdm", ccxt.CrossWallet
			i, err := ccxt.Read(sources, tt.options)
			require.NoError(t, err)
			got := map[string]string{}
			for _, b := range i.Scenario.Account.Balances {
				got[b.Asset] = b.Amount.String()
			}
			require.Equal(t, tt.want, got)
			require.Contains(t, i.Notes[len(i.Notes)-1], tt.note)
		})
	}
}

// The isolated wallets may exceed a rounded total: then there is no free balance, which only cross positions need.
func TestRead_NothingFree(t *testing.T) {
	balance := []byte(`{"total": {"USDT": 499.99999999}}`)
	isolated := one("marginMode", `"isolated"`, "collateral", "2500")
	i, err := ccxt.Read(ccxt.Sources{Positions: many(isolated), Balance: balance}, ccxt.Options{Venue: "binance-usdm", Total: ccxt.AllWallets})
	require.NoError(t, err)
	require.Empty(t, i.Scenario.Account.Balances)
	require.Equal(t, "There is no free USDT: the isolated wallets are more than the total, by 0.00000001.", i.Notes[1])

	errs := errorsOf(t, ccxt.Sources{Positions: many(isolated, one("symbol", `"ETH/USDT:USDT"`)), Balance: balance}, ccxt.Options{Venue: "binance-usdm", Total: ccxt.AllWallets})
	require.Len(t, errs, 1)
	require.Equal(t, "balance.total.USDT", errs[0].Path)
	require.Equal(t, "499.99999999 less the isolated wallets = -0.00000001", errs[0].Got)
}
