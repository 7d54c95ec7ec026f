using Commerce.Orders;
using Commerce.Silo.Hosting;
using Commerce.Silo.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.ReadModel;

/// <summary>Which database the read model lies in: PostgreSQL when there is a connection string, else a file in the data folder.</summary>
internal static class ReadModelHosting
{
    public static void AddReadModel(this IServiceCollection services, string? postgres)
    {
        if (postgres is null)
        {
            services.AddDatabase<SqliteCommerceDb>((provider, options) =>
                options.UseSqlite($"Data Source={provider.GetRequiredService<DataFolder>().ReadModel}"));
        }
        else
        {
            services.AddDatabase<PostgresCommerceDb>((_, options) => options.UseNpgsql(postgres));
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContext());
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<StatementQueries>();
        services.AddSingleton<EntryQueries>();
        services.AddSingleton<StockChanges>();
        services.AddSingleton<EntryProjection>();
        services.AddSingleton<StaffDesk>();
        services.AddHostedService<ReadModelStart>();
        services.AddSingleton<OrderBook>();
        services.AddSingleton<IOrderBook>(provider => provider.GetRequiredService<OrderBook>());
        services.AddHostedService(provider => provider.GetRequiredService<OrderBook>());
    }

    private static void AddDatabase<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : CommerceDb
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(provider, options);
            options.ConfigureWarnings(log => log.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
        });
        services.AddSingleton<IDbContextFactory<CommerceDb>, Factory<TContext>>();
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> made) : IDbContextFactory<CommerceDb>
        where TContext : CommerceDb
    {
        public CommerceDb CreateDbContext() => made.CreateDbContext();
    }
}
