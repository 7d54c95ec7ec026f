using System.Net;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Commerce.Web.Admin.Accounts;

namespace Commerce.Tests.Http;

/// <summary>The staff's door.</summary>
[Collection(Shared.Name)]
public sealed class SignInTests(RunningShop shop)
{
    [Fact]
    public async Task Staff_come_in_with_their_password_and_go_where_they_wanted()
    {
        await shop.HireAsync("door@kagetsudo.example", StaffRole.Viewer);
        using var browser = shop.Anyone();

        var (status, location, _) = await browser.SignInAsync("door@kagetsudo.example", StaffHire.Password, "/admin/kagetsudo");

        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Equal("/admin/kagetsudo", location);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_sound_the_same()
    {
        await shop.HireAsync("wrong@kagetsudo.example", StaffRole.Viewer);
        using var browser = shop.Anyone();

        var unknown = await browser.SignInAsync("nobody@kagetsudo.example", "whatever-it-is");
        var wrong = await browser.SignInAsync("wrong@kagetsudo.example", "whatever-it-is");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (unknown.Status, wrong.Status));
        Assert.Contains("メールアドレスまたはパスワードが違います。", WebUtility.HtmlDecode(unknown.Page), StringComparison.Ordinal);
        Assert.Contains("メールアドレスまたはパスワードが違います。", WebUtility.HtmlDecode(wrong.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_door_for_the_right_one_too()
    {
        await shop.HireAsync("locked@kagetsudo.example", StaffRole.Viewer);
        using var browser = shop.Anyone();
        for (var attempt = 0; attempt < 5; attempt++) await browser.SignInAsync("locked@kagetsudo.example", "wrong-password-1");

        var (status, _, page) = await browser.SignInAsync("locked@kagetsudo.example", StaffHire.Password);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("しばらくログインできません", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_another_page_is_not_taken()
    {
        await shop.HireAsync("csrf@kagetsudo.example", StaffRole.Viewer);
        using var browser = shop.Anyone();
        using var form = new FormUrlEncodedContent([new("email", "csrf@kagetsudo.example"), new("password", StaffHire.Password)]);

        using var answer = await browser.PostAsync("/admin/sign-in", form);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith("staff=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/admin", true)]
    [InlineData("/admin/desk?day=1", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("admin", false)]
    public void Nobody_is_sent_to_another_host(string? returnUrl, bool expected) => Assert.Equal(expected, SignInEndpoints.IsLocal(returnUrl));
}
