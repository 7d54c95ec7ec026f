using Commerce.Payments;
using Commerce.Silo.Hosting;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Payments;

/// <summary>How the shop is paid, for its owner. A link to the provider's pages is made for each visit and kept nowhere.</summary>
internal static class StaffPayeeEndpoints
{
    public static void MapStaffPayee(this IEndpointRouteBuilder staff)
    {
        var payee = staff.MapGroup("/payee").ForStaff(StaffRole.Owner);
        payee.MapGet("", Look).WithName("Payee");
        payee.MapPost("/check", Check).WithName("CheckPayee").Refuses(Reason.ProviderSilent, Reason.ProviderRefused);
        payee.MapPost("/link", Link).WithName("OnboardPayee").Refuses(Reason.NotConnected, Reason.ProviderSilent, Reason.ProviderRefused);
    }

    /// <summary>Where the provider sends the owner back to, and where it sends one whose link was used or ran out.</summary>
    public static OnboardRequest Way(string shop, CommerceOptions options)
    {
        var page = $"{options.PublicBaseUrl.TrimEnd('/')}/admin/{shop}/payments";
        return new(page, page + "/again");
    }

    private static async Task<Ok<PayeeJson>> Look(string shop, IGrainFactory grains) =>
        TypedResults.Ok(PayeeJson.Of(await grains.GetGrain<IPayeeGrain>(shop).Look()));

    private static async Task<Results<Ok<PayeeJson>, Problem>> Check(string shop, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IPayeeDispatcherGrain>(shop).Check();
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(PayeeJson.Of(reply.Payee));
    }

    private static async Task<Results<Ok<OnboardingJson>, Problem>> Link(string shop, IGrainFactory grains, CommerceOptions options, HttpContext context)
    {
        var reply = await grains.GetGrain<IPayeeDispatcherGrain>(shop).Onboard(Way(shop, options));
        if (reply.Refused is { } refused) return Problems.From(refused);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new OnboardingJson(reply.Link!, reply.LinkEnds!.Value));
    }
}

/// <param name="CanSell">Orders are taken; without it they are refused with <c>payments-not-ready</c>.</param>
/// <param name="Account">The connected account; null: none yet, or the shop has its own.</param>
internal sealed record PayeeJson(PayeeMode Mode, bool CanSell, bool CanTakeKonbini, PayeeAccountJson? Account)
{
    public static PayeeJson Of(PayeeView payee) => new(payee.Mode, payee.CanSell, payee.CanTakeKonbini, payee.Account is { } account
        ? new(account.AccountId, account.ChargesEnabled, account.PayoutsEnabled, account.DetailsSubmitted, account.CardPayments,
            account.KonbiniPayments, account.Transfers, [.. account.CurrentlyDue], account.DisabledReason, account.AskedAt)
        : null);
}

/// <summary>Capabilities and requirements are the provider's words.</summary>
internal sealed record PayeeAccountJson(
    string AccountId, bool ChargesEnabled, bool PayoutsEnabled, bool DetailsSubmitted, string? CardPayments, string? KonbiniPayments,
    string? Transfers, string[] CurrentlyDue, string? DisabledReason, DateTimeOffset CheckedAt);

/// <param name="Url">For one visit, until <paramref name="Ends"/>.</param>
internal sealed record OnboardingJson(string Url, DateTimeOffset Ends);
