using Commerce.Customers;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shops;

/// <summary>Who belongs to which segment: for sales that open earlier for some (先行販売).</summary>
internal static class StaffSegmentEndpoints
{
    private const int MostAtOnce = 1_000;
    private const int AskedAtOnce = 32;

    public static void MapStaffSegments(this IEndpointRouteBuilder staff) =>
        staff.MapPost("/segments/{segment}", Sort).WithName("SortIntoSegment").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.TooMany);

    /// <summary>Safe to repeat: whoever is in already stays in. What stopped it half-way is named; the rest can be sent again.</summary>
    private static async Task<Results<Ok<SortedJson>, Problem>> Sort(string shop, string segment, Body<SortBody> body, IGrainFactory grains)
    {
        var (add, remove) = (body.Value.Add ?? [], body.Value.Remove ?? []);
        if (add.Length + remove.Length > MostAtOnce) return Problems.From(new Refusal(Reason.TooMany, Limit: MostAtOnce));
        if (add.Concat(remove).FirstOrDefault(id => !Keys.IsPart(id)) is { } bad) return Problems.From(Reason.BadRequest, bad);

        foreach (var some in add.Select(id => (Id: id, Member: true)).Concat(remove.Select(id => (Id: id, Member: false))).Chunk(AskedAtOnce))
        {
            var answers = await Task.WhenAll(some.Select(one =>
                grains.GetGrain<ICustomerGrain>(Keys.Of(shop, one.Id)).Segment(new(segment, one.Member))));
            if (answers.FirstOrDefault(refused => refused is not null) is { } refused) return Problems.From(refused);
        }

        return TypedResults.Ok(new SortedJson(add.Length, remove.Length));
    }
}

/// <param name="Add">Customer ids; with <paramref name="Remove"/> at most 1,000.</param>
internal sealed record SortBody(string[]? Add = null, string[]? Remove = null);

internal sealed record SortedJson(int Added, int Removed);
