using Commerce.Payments;

namespace Commerce.Tests.Rules.Money;

public sealed class WalletRulesTests
{
    private static readonly CardKept Visa = new(new("pm_1", "visa", "4242", 12, 2031), AtPlatform: false);

    [Fact]
    public void Card_told_of_twice_is_kept_once()
    {
        var wallet = After(Visa, Visa);
        Assert.Equal(["pm_1"], Names(wallet));
    }

    [Fact]
    public void Newest_card_comes_first()
    {
        var wallet = After(Visa, Card("pm_2", "jcb"));
        Assert.Equal(["pm_2", "pm_1"], Names(wallet));
    }

    [Fact]
    public void Same_card_typed_again_takes_the_place_of_the_earlier_one()
    {
        var wallet = After(Visa, Visa with { Card = Visa.Card with { CardId = "pm_9" } });
        Assert.Equal(["pm_9"], Names(wallet));
        Assert.Equal(new LeavingCard("pm_1", false), Assert.Single(wallet.Leaving));
    }

    [Fact]
    public void Forgotten_card_leaves_and_late_news_do_not_bring_it_back()
    {
        var wallet = WalletRules.Forget(After(Visa), "pm_1");
        Assert.Empty(Names(wallet));
        Assert.Equal(new LeavingCard("pm_1", false), Assert.Single(wallet.Leaving));
        Assert.Same(wallet, WalletRules.Forget(wallet, "pm_1"));
        Assert.Same(wallet, WalletRules.Kept(wallet, Visa));

        var left = WalletRules.Left(wallet, wallet.Leaving[0]);
        Assert.Empty(left.Leaving);
        Assert.Same(left, WalletRules.Kept(left, Visa));
    }

    [Fact]
    public void Unknown_card_is_forgotten_without_a_trace()
    {
        var wallet = After(Visa);
        Assert.Same(wallet, WalletRules.Forget(wallet, "pm_other"));
    }

    [Fact]
    public void More_cards_than_a_wallet_holds_push_the_oldest_out()
    {
        var wallet = Enumerable.Range(1, WalletRules.Most + 3).Aggregate(new WalletState(), (w, i) => WalletRules.Kept(w, Card($"pm_{i}", $"brand-{i}")));
        Assert.Equal(WalletRules.Most, wallet.Cards.Length);
        Assert.Equal(["pm_1", "pm_2", "pm_3"], wallet.Leaving.Select(card => card.CardId));
    }

    [Fact]
    public void Cards_of_the_other_account_are_not_shown_and_have_a_customer_of_their_own()
    {
        var wallet = WalletRules.Opened(WalletRules.Opened(After(Visa, Card("pm_2", "jcb") with { AtPlatform = true }), new("cus_1", false)), new("cus_2", true));
        Assert.Equal(("pm_1", "cus_1"), (WalletRules.View(wallet, atPlatform: false).Cards.Single().CardId, WalletRules.View(wallet, false).PayerId));
        Assert.Equal(("pm_2", "cus_2"), (WalletRules.View(wallet, atPlatform: true).Cards.Single().CardId, WalletRules.View(wallet, true).PayerId));
    }

    [Fact]
    public void First_customer_stays()
    {
        var wallet = WalletRules.Opened(WalletRules.Opened(new(), new("cus_1", false)), new("cus_2", false));
        Assert.Equal("cus_1", wallet.PayerAtShop);
    }

    private static CardKept Card(string id, string brand) => new(new(id, brand, "4242", 12, 2031), AtPlatform: false);

    private static WalletState After(params CardKept[] kept) => kept.Aggregate(new WalletState(), WalletRules.Kept);

    private static string[] Names(WalletState wallet) => [.. WalletRules.View(wallet, atPlatform: false).Cards.Select(card => card.CardId)];
}
