namespace Commerce.Simulators.Stripe;

/// <summary>The <c>created[gte]</c> family of list filters.</summary>
internal static class Window
{
    public static bool Holds(StripeForm form, long created) =>
        (form.Integer("created[gte]") is not { } from || created >= from)
        && (form.Integer("created[gt]") is not { } after || created > after)
        && (form.Integer("created[lte]") is not { } to || created <= to)
        && (form.Integer("created[lt]") is not { } before || created < before);
}
