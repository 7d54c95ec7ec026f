using System.Text.Json;
using Commerce.Tests.Http.Running;
using Commerce.Web.Postcodes;

namespace Commerce.Tests.Http;

[Collection(Shared.Name)]
public sealed class PostcodeTests(RunningShop shop)
{
    private static readonly PostcodeTable Table = new();

    [Fact]
    public async Task A_code_says_prefecture_city_and_town()
    {
        using var anyone = shop.Anyone();

        var place = Assert.Single(Places(await anyone.LookAsync("/api/shops/kagetsudo/postcodes/1000001")));

        Assert.Equal(("東京都", "千代田区", "千代田"), (place.Text("prefecture"), place.Text("city"), place.Text("town")));
    }

    [Fact]
    public async Task A_code_of_two_prefectures_says_both()
    {
        using var anyone = shop.Anyone();

        var places = Places(await anyone.LookAsync("/api/shops/kagetsudo/postcodes/4980000"));

        Assert.Equal(["三重県", "愛知県"], places.Select(place => place.Text("prefecture")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_code_that_nobody_knows_has_no_places()
    {
        using var anyone = shop.Anyone();

        Assert.Empty(Places(await anyone.LookAsync("/api/shops/kagetsudo/postcodes/0000000")));
    }

    [Theory]
    [InlineData("100000")]
    [InlineData("10000011")]
    [InlineData("100-0001")]
    [InlineData("１００００01")]
    [InlineData("abcdefg")]
    public async Task What_is_no_code_is_refused(string code)
    {
        using var anyone = shop.Anyone();

        Assert.Equal("bad-postal-code", (await anyone.LookAsync("/api/shops/kagetsudo/postcodes/" + code, 422)).Code());
    }

    [Theory]
    [InlineData("0600000", "北海道", "札幌市中央区", "")]
    [InlineData("5220317", "滋賀県", "犬上郡多賀町", "")]
    [InlineData("9071801", "沖縄県", "八重山郡与那国町", "与那国")]
    [InlineData("1500001", "東京都", "渋谷区", "神宮前")]
    public void Known_codes_are_in_the_table(string code, string prefecture, string city, string town) =>
        Assert.Contains(new Place(prefecture, city, town), Table.Find(code));

    [Fact]
    public void The_table_is_the_whole_country()
    {
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", Table.AsOf);
        Assert.InRange(Table.Count, 140_000, 200_000);
        var all = Enumerable.Range(0, 1_000).SelectMany(head => Table.Find($"{head:000}0000"));
        Assert.Equal(47, all.Select(place => place.Prefecture).Distinct().Count());
        Assert.All(all, place => Assert.Contains(place.Prefecture, Commerce.Orders.Prefectures.All));
        Assert.All(all, place => Assert.DoesNotContain("（", place.Town, StringComparison.Ordinal));
    }

    private static JsonElement[] Places(JsonElement answer) => [.. answer.GetProperty("places").EnumerateArray()];
}
