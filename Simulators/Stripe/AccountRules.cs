using System.Collections.Immutable;

namespace Commerce.Simulators.Stripe;

/// <summary>What an account may do, by how much its owner has told ("Handle verification with the API").</summary>
internal static class AccountRules
{
    public static readonly AccountRequirements NothingGiven =
        new(["business_profile.url", "external_account", "tos_acceptance.date"], [], "requirements.past_due");

    public static Account Complete(Account account) => account with
    {
        Capabilities = new(Active(account.Capabilities.CardPayments), Active(account.Capabilities.KonbiniPayments), Active(account.Capabilities.Transfers)),
        ChargesEnabled = true,
        DetailsSubmitted = true,
        PayoutsEnabled = true,
        Requirements = new([], [], null),
    };

    /// <summary>The service wants to know more, and stops charges until it does.</summary>
    public static Account Restrict(Account account, ImmutableArray<string> due) => account with
    {
        Capabilities = new(Inactive(account.Capabilities.CardPayments), Inactive(account.Capabilities.KonbiniPayments), Inactive(account.Capabilities.Transfers)),
        ChargesEnabled = false,
        PayoutsEnabled = false,
        Requirements = new(due, due, "requirements.past_due"),
    };

    private static string? Active(string? asked) => asked is null ? null : "active";

    private static string? Inactive(string? asked) => asked is null ? null : "inactive";
}
