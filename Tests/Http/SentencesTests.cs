using Commerce.Web.Http;

namespace Commerce.Tests.Http;

public sealed class SentencesTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly DateTimeOffset NoonInTokyo = new(2026, 11, 11, 3, 0, 0, TimeSpan.Zero);

    public static TheoryData<Reason> Reasons => [.. Enum.GetValues<Reason>().Where(reason => reason != Reason.Unknown)];

    [Theory, MemberData(nameof(Reasons))]
    public void Every_reason_has_its_own_line(Reason reason)
    {
        var sentence = Sentences.Of(reason);

        Assert.NotEqual(Sentences.Broken, sentence);
        Assert.InRange(sentence.Status, 400, 599);
        Assert.Matches("^[a-z]+(-[a-z]+)*$", sentence.Code);
    }

    [Fact]
    public void No_two_lines_share_a_code() =>
        Assert.Equal(Sentences.All.Count(), Sentences.All.Select(sentence => sentence.Code).Distinct().Count());

    [Fact]
    public void Every_line_is_written_in_both_languages_and_ends_like_a_sentence()
    {
        Assert.All(Sentences.All, sentence =>
        {
            Assert.EndsWith("。", sentence.JaFor(null, Tokyo), StringComparison.Ordinal);
            Assert.EndsWith(".", sentence.EnFor(null, Tokyo), StringComparison.Ordinal);
            Assert.DoesNotContain("{", sentence.JaFor(null, Tokyo), StringComparison.Ordinal);
            Assert.DoesNotContain("{", sentence.EnFor(null, Tokyo), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_cap_stands_in_the_sentence()
    {
        var sentence = Sentences.Of(Reason.OverPersonCap);

        Assert.StartsWith("お一人様1点までです。", sentence.JaFor(new(Reason.OverPersonCap, Limit: 1), Tokyo), StringComparison.Ordinal);
        Assert.StartsWith("At most 1 per person.", sentence.EnFor(new(Reason.OverPersonCap, Limit: 1), Tokyo), StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_is_told_in_the_shops_own_time()
    {
        var sentence = Sentences.Of(Reason.NotOnSaleYet);

        Assert.Equal("販売開始前です。11月11日 12:00から購入できます。", sentence.JaFor(new(Reason.NotOnSaleYet, At: NoonInTokyo), Tokyo));
        Assert.Equal("The sale opens on Nov 11, 12:00. Please come back then.", sentence.EnFor(new(Reason.NotOnSaleYet, At: NoonInTokyo), Tokyo));
    }

    [Fact]
    public void Nothing_left_is_not_told_as_a_number() =>
        Assert.StartsWith("在庫がありません。", Sentences.Of(Reason.SoldOut).JaFor(new(Reason.SoldOut, Limit: 0), Tokyo), StringComparison.Ordinal);

    [Fact]
    public void A_reason_that_this_web_does_not_know_is_an_error_of_ours() => Assert.Equal(Sentences.Broken, Sentences.Of((Reason)9_999));
}
