using Commerce.Payments;

namespace Commerce.Tests.Rules.Money;

public sealed class PayeeRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 3, 0, 0, TimeSpan.Zero);
    private static readonly PayeeAccount Ready = new("acct_1", true, true, true, "active", "active", "active", [], null, Noon);
    private static readonly WalletView Wallet = new([new("pm_1", "visa", "4242", 12, 2031)], "cus_1");

    [Fact]
    public void Shop_with_its_own_account_sells_without_being_asked_for_another() =>
        Assert.Null(Refuse(PayeeRules.View(new(), connected: false)));

    public static TheoryData<PayeeAccount?> NotReady => new(
        null, Ready with { ChargesEnabled = false }, Ready with { CardPayments = "inactive" }, Ready with { CardPayments = "pending" },
        Ready with { Transfers = null });

    [Theory]
    [MemberData(nameof(NotReady))]
    public void Connected_shop_does_not_sell_before_its_account_can_be_paid(PayeeAccount? account) =>
        Assert.Equal(Reason.PaymentsNotReady, Refuse(new(PayeeMode.Connected, account))?.Reason);

    [Fact]
    public void Connected_shop_sells_when_its_account_can_be_paid() => Assert.Null(Refuse(new(PayeeMode.Connected, Ready)));

    [Fact]
    public void Konbini_needs_the_shop_and_its_account_to_take_it()
    {
        var konbini = new PaymentChoice(PaymentMethod.Konbini);
        Assert.Null(PayeeRules.Refuse(new(PayeeMode.Connected, Ready), null, konbini, takesKonbini: true));
        Assert.Equal(Reason.MethodNotOffered, PayeeRules.Refuse(new(PayeeMode.Connected, Ready), null, konbini, takesKonbini: false)?.Reason);
        Assert.Equal(Reason.MethodNotOffered,
            PayeeRules.Refuse(new(PayeeMode.Connected, Ready with { KonbiniPayments = "pending" }), null, konbini, takesKonbini: true)?.Reason);
        Assert.Null(PayeeRules.Refuse(new(PayeeMode.Direct, null), null, konbini, takesKonbini: true));
    }

    [Fact]
    public void Only_a_card_of_ones_own_wallet_can_be_chosen()
    {
        var direct = new PayeeView(PayeeMode.Direct, null);
        Assert.Null(PayeeRules.Refuse(direct, Wallet, new(PaymentMethod.Card, "pm_1"), true));
        Assert.Equal(Reason.UnknownCard, PayeeRules.Refuse(direct, Wallet, new(PaymentMethod.Card, "pm_2"), true)?.Reason);
        Assert.Equal(Reason.UnknownCard, PayeeRules.Refuse(direct, null, new(PaymentMethod.Card, "pm_1"), true)?.Reason);
    }

    [Fact]
    public void Older_news_and_news_of_another_account_change_nothing()
    {
        var payee = PayeeRules.Heard(new(), Ready);
        Assert.Same(payee, PayeeRules.Heard(payee, Ready with { ChargesEnabled = false, AskedAt = Noon.AddSeconds(-1) }));
        Assert.Same(payee, PayeeRules.Heard(payee, Ready with { AccountId = "acct_2", AskedAt = Noon.AddDays(1) }));
        Assert.False(PayeeRules.Heard(payee, Ready with { ChargesEnabled = false, AskedAt = Noon.AddSeconds(1) }).Account!.ChargesEnabled);
    }

    [Fact]
    public void What_is_due_is_bounded() =>
        Assert.Equal(100, PayeeRules.Heard(new(), Ready with { CurrentlyDue = [.. Enumerable.Range(0, 500).Select(i => $"due-{i}")] }).Account!.CurrentlyDue.Length);

    private static Refusal? Refuse(PayeeView payee) => PayeeRules.Refuse(payee, null, null, takesKonbini: true);
}
