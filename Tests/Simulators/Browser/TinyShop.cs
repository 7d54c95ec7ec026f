using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Commerce.Tests.Simulators.Browser;

/// <summary>The smallest shop that uses liff and stripe.js as they are documented, under a policy that forbids inline script.</summary>
internal static class TinyShop
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/shop/{**path}", (HttpContext http) => Page(http,
            """<h1 id="who"></h1><button id="login">ログイン</button><script src="/sim/line/liff/sdk.js"></script><script src="/tiny/liff.js"></script>"""));
        app.MapGet("/pay", (HttpContext http) => Page(http,
            """<div id="card"></div><button id="pay">支払う</button><p id="result"></p><script src="/sim/stripe/v3/stripe.js"></script><script src="/tiny/pay.js"></script>"""));
        app.MapGet("/tiny/liff.js", () => Script("""
            liff.init({ liffId: '1650000002-Kagetsud' }).then(async () => {
              document.getElementById('login').onclick = () => liff.login();
              document.getElementById('who').textContent = liff.isLoggedIn()
                ? (await liff.getProfile()).displayName + ' ' + liff.getDecodedIDToken().name + ' ' + (await liff.getFriendship()).friendFlag + ' ' + location.pathname + location.search
                : 'nobody';
            });
            """));
        app.MapGet("/tiny/pay.js", () => Script("""
            const query = new URLSearchParams(location.search);
            const secret = query.get('secret');
            const amount = Number(query.get('amount'));
            const stripe = Stripe('pk_test_simulator');
            const elements = stripe.elements(amount
              ? { mode: 'payment', amount, currency: 'jpy', paymentMethodTypes: ['card'], locale: 'en' }
              : { clientSecret: secret, locale: 'ja' });
            elements.create('payment').mount('#card');
            document.getElementById('pay').onclick = async () => {
              if (amount) await elements.submit();
              const done = await stripe.confirmPayment({ elements, clientSecret: secret, confirmParams: { return_url: location.href }, redirect: 'if_required' });
              document.getElementById('result').textContent = done.error ? 'error ' + (done.error.code || done.error.type) : done.paymentIntent.status;
            };
            """));
    }

    private static IResult Page(HttpContext http, string body)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
        return Results.Text($"<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>shop</title><body>{body}</body></html>", "text/html");
    }

    private static IResult Script(string text) => Results.Text(text, "text/javascript");
}
