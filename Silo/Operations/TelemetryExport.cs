using System.Diagnostics;
using Commerce.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Commerce.Silo.Operations;

/// <summary>
/// Metrics and traces by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Without it nothing listens, and grain calls carry no
/// trace. All other <c>OTEL_</c> settings are OpenTelemetry's own.
/// </summary>
internal static class TelemetryExport
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "OTEL_SERVICE_NAME";

    private static readonly string[] Meters =
    [
        Telemetry.Name, "Microsoft.Orleans", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private static readonly string[] Sources = [Telemetry.Name, "Microsoft.Orleans.Application", "System.Net.Http"];

    /// <param name="builder">The host that tells.</param>
    /// <param name="propagate">Makes traces travel with calls to grains; only called where somebody collects them.</param>
    /// <exception cref="StartUpException">The endpoint is no address.</exception>
    public static void AddTelemetry(this IHostApplicationBuilder builder, Action propagate)
    {
        var endpoint = builder.Configuration[Endpoint];
        if (string.IsNullOrWhiteSpace(endpoint)) return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartUpException($"{Endpoint} is '{endpoint}': it must be an http or https address.");
        }

        var service = builder.Configuration[ServiceName] is { Length: > 0 } named ? named : "orleanscommerce";
        propagate();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(Sources).AddAspNetCoreInstrumentation(web => web.Filter = IsWork)
                .AddProcessor<Discretion>().AddOtlpExporter());
    }

    /// <summary>Not the questions of whoever watches over it.</summary>
    private static bool IsWork(Microsoft.AspNetCore.Http.HttpContext request) => !request.Request.Path.StartsWithSegments("/health");

    /// <summary>
    /// Takes out of every span what names a person or may quote what a caller sent: keys of grains are customers and orders, the words of
    /// an exception are anybody's. Kinds of grains, methods and exceptions stay.
    /// </summary>
    internal sealed class Discretion : BaseProcessor<Activity>
    {
        private static readonly string[] Private =
        [
            "orleans.rpc.target_id", "orleans.rpc.source_id", "exception.message", "exception.stacktrace", "url.path", "url.query", "url.full",
            "client.address",
        ];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Private) data.SetTag(tag, null);
        }
    }
}
