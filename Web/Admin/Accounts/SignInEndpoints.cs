using Commerce.Silo.ReadModel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Commerce.Web.Admin.Accounts;

/// <summary>Sign-in and sign-out of staff: plain forms that need no script.</summary>
internal static class SignInEndpoints
{
    private const string Home = "/admin";

    public static RazorComponentResult<SignInPage> Show(string? returnUrl) => Page(null, returnUrl);

    public static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> SignIn(
        HttpContext context, SignInManager<StaffUser> staff, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Page("画面の有効期限が切れました。もう一度入力してください。", null);

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, password, returnUrl) = (form["email"].ToString(), form["password"].ToString(), form["returnUrl"].ToString());

        // One sentence for an unknown name and for a wrong password: nobody learns which addresses exist.
        var result = await staff.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return TypedResults.Redirect(IsLocal(returnUrl) ? returnUrl : Home);
        return Page(
            result.IsLockedOut
                ? "続けて間違えたため、しばらくログインできません。15分後にもう一度お試しください。"
                : "メールアドレスまたはパスワードが違います。",
            returnUrl);
    }

    public static async Task<RedirectHttpResult> SignOut(HttpContext context, SignInManager<StaffUser> staff, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(context)) await staff.SignOutAsync();
        return TypedResults.Redirect("/admin/sign-in");
    }

    public static RazorComponentResult<SignInPage> Denied() =>
        Page("このページを見る権限がありません。オーナーに権限の変更を依頼するか、別のアカウントでログインしてください。", null);

    /// <summary>A path on this host and nothing else: <c>//evil.example</c> and <c>/\evil.example</c> are other hosts to a browser.</summary>
    internal static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);

    private static RazorComponentResult<SignInPage> Page(string? wrong, string? returnUrl) =>
        new(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Wrong)] = wrong,
            [nameof(SignInPage.ReturnUrl)] = IsLocal(returnUrl) ? returnUrl : null,
        });
}
