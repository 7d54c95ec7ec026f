using System.Reflection;

namespace Commerce.Web.Admin.Accounts;

/// <summary>The member of staff that a request comes from, for the audit trail.</summary>
internal sealed record StaffPerson(string Id) : IBindableFromHttpContext<StaffPerson>
{
    public Actor Because(string why) => new(Id, why);

    public static ValueTask<StaffPerson?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(StaffOfShop.StaffId(context.User) is { } id ? new StaffPerson(id) : null);
}
