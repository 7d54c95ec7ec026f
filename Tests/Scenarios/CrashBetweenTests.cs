using Commerce.Tests.Support;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Scenarios;

/// <summary>What a crash leaves half done between two grains is finished by the next occasion, once.</summary>
public sealed class CrashBetweenTests : IAsyncLifetime
{
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_hold_whose_answer_was_lost_is_found_again_and_not_taken_twice()
    {
        _shop.Ear.LoseAnswer("IStockGrain.Hold");
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Cart.Add(new("tap-1", "P4", 1)));
        var reply = await _shop.Cart.Add(new("tap-1", "P4", 1));

        Assert.Null(reply.Refused);
        Assert.Equal(Noon.AddMinutes(10), Assert.Single(reply.Cart.Lines).HeldUntil);
        Assert.Equal(1, (await _shop.Stock("P4").Look()).Held);
    }

    [OneProcessFact]
    public async Task A_hold_whose_answer_was_lost_is_in_the_cart_that_is_looked_at_after_a_restart()
    {
        _shop.Ear.LoseAnswer("IStockGrain.Hold");
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Cart.Add(new("tap-1", "P4", 1)));
        await _shop.StopThenAsync(() => { });

        Assert.Equal("P4", Assert.Single((await _shop.Cart.Look()).Lines).Sku);
        Assert.Equal(1, (await _shop.Stock("P4").Look()).Held);
    }

    [OneProcessFact]
    public async Task Units_of_a_line_taken_out_come_back_also_when_the_first_call_was_lost()
    {
        await _shop.Cart.Add(new("tap-1", "P4", 1));
        _shop.Ear.LoseCall("IStockGrain.Release");
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Cart.SetQuantity(new("tap-2", "P4", 0)));
        var reply = await _shop.Cart.SetQuantity(new("tap-2", "P4", 0));

        Assert.Null(reply.Refused);
        Assert.Equal(10, (await _shop.Stock("P4").Look()).Free);
    }

    [OneProcessFact]
    public async Task Terms_that_did_not_reach_the_stock_are_handed_a_minute_later()
    {
        var closed = Shirt with { Terms = new() { Opens = Noon.AddHours(1) } };
        _shop.Ear.LoseCall("IStockGrain.SetTerms");
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Catalog.PutProduct(new(closed, 1, Actor.System)));
        Assert.Null((await _shop.Stock("P1").Look()).Terms.Opens);

        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));
        await _shop.Ear.Hears("IRemindable.ReceiveReminder");
        Assert.Equal(Noon.AddHours(1), (await _shop.Stock("P1").Look()).Terms.Opens);
    }

    [OneProcessFact]
    public async Task A_change_of_a_product_sent_again_after_a_lost_answer_is_made_once()
    {
        _shop.Ear.LoseAnswer("ICatalogGrain.PutProduct");
        var request = new Commerce.Catalog.PutProductRequest(Shirt with { Price = new(1_600) }, 1, Actor.System);
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Catalog.PutProduct(request));

        Assert.Equal(new(null, 2), await _shop.Catalog.PutProduct(request));
    }
}
