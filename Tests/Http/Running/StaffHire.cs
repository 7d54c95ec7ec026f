using System.Net;
using System.Text.RegularExpressions;
using Commerce.Silo.ReadModel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http.Running;

/// <summary>Staff with an account, and their way in: the form that people use.</summary>
internal static partial class StaffHire
{
    public const string Password = "correct-horse-1";
    private const string SignInPage = "/admin/sign-in";

    public static async Task HireAsync(this RunningShop shop, string email, StaffRole role, string at = RunningShop.Kagetsudo)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        var user = new StaffUser { UserName = email, Email = email };
        var made = await users.CreateAsync(user, Password);
        Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(error => error.Description)));
        await using var db = await Databases(shop).CreateDbContextAsync();
        db.Add(new StaffMember { UserId = user.Id, Shop = at, Role = role });
        await db.SaveChangesAsync();
    }

    public static async Task DismissAsync(this RunningShop shop, string email)
    {
        await using var db = await Databases(shop).CreateDbContextAsync();
        var user = await db.Users.SingleAsync(u => u.UserName == email);
        await db.StaffMembers.Where(member => member.UserId == user.Id).ExecuteDeleteAsync();
    }

    /// <summary>A browser in which this new member of staff has signed in. Its requests say that they come from our own pages.</summary>
    public static async Task<HttpClient> StaffAsync(this RunningShop shop, string email, StaffRole role, string at = RunningShop.Kagetsudo)
    {
        await shop.HireAsync(email, role, at);
        var browser = shop.Anyone();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(email, Password)).Status);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    /// <summary>Fills in the form and sends it.</summary>
    public static async Task<(HttpStatusCode Status, string? Location, string Page)> SignInAsync(
        this HttpClient browser, string email, string password, string? returnUrl = null)
    {
        using var answer = await SendFormAsync(browser, email, password, returnUrl);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The cookie that signing in gives, for what is no HttpClient.</summary>
    public static async Task<string> StaffCookieAsync(this HttpClient browser, string email)
    {
        using var answer = await SendFormAsync(browser, email, Password, returnUrl: null);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string email, string password, string? returnUrl)
    {
        var page = await browser.GetStringAsync(SignInPage);
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            new("email", email), new("password", password), new("returnUrl", returnUrl ?? ""),
        ]);
        return await browser.PostAsync(SignInPage, form);
    }

    private static IDbContextFactory<CommerceDb> Databases(RunningShop shop) => shop.Services.GetRequiredService<IDbContextFactory<CommerceDb>>();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
