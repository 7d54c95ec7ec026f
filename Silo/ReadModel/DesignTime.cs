using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Commerce.Silo.ReadModel;

/// <summary>For <c>dotnet ef migrations add</c> only (docs/operations/upgrade.md): no database is opened.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteCommerceDb>
{
    public SqliteCommerceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteCommerceDb>();
        options.UseSqlite("Data Source=:memory:");
        return new(options.Options);
    }
}

/// <inheritdoc cref="SqliteDesignTime"/>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresCommerceDb>
{
    public PostgresCommerceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresCommerceDb>();
        options.UseNpgsql("Host=localhost");
        return new(options.Options);
    }
}
