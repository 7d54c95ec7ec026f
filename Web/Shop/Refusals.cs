using Commerce.Web.Http;

namespace Commerce.Web.Shop;

/// <summary>The one table of sentences, said in the visitor's language and the shop's time.</summary>
internal static class Refusals
{
    public static string Say(Refusal refusal, Visit visit)
    {
        var sentence = Sentences.Of(refusal.Reason);
        return visit.Words == Words.Japanese ? sentence.JaFor(refusal, visit.Zone) : sentence.EnFor(refusal, visit.Zone);
    }
}
