using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Commerce.Silo.ReadModel;

/// <summary>What is searched and listed (never what is decided from), and the staff's accounts. One model, two databases.</summary>
public abstract class CommerceDb(DbContextOptions options) : IdentityDbContext<StaffUser>(options)
{
    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<MoneyRow> Money => Set<MoneyRow>();

    internal DbSet<StockEntryRow> StockEntries => Set<StockEntryRow>();

    public DbSet<StaffMember> StaffMembers => Set<StaffMember>();

    internal DbSet<KeyRow> Keys => Set<KeyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Yen>().HaveConversion<YenToLong>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<OrderRow>(orders =>
        {
            orders.ToTable(OrderUpsert.Table);
            orders.HasKey(row => new { row.Shop, row.OrderId });
            orders.Ignore(row => row.Money);
            orders.HasIndex(row => new { row.Shop, row.Number }).IsUnique();
            orders.HasIndex(row => new { row.Shop, row.PlacedAt, row.OrderId }).IsDescending(false, true, true);
            orders.HasIndex(row => new { row.Shop, row.CustomerId, row.PlacedAt, row.OrderId }).IsDescending(false, false, true, true);
            orders.HasIndex(row => new { row.Shop, row.Status, row.PlacedAt, row.OrderId }).IsDescending(false, false, true, true);
            orders.HasIndex(row => new { row.Shop, row.Day });
            // Few orders are in it: those that people must look after.
            orders.HasIndex(row => new { row.Shop, row.RefundRefused }).HasFilter("refund_refused");
            foreach (var property in orders.Metadata.GetProperties()) property.SetColumnName(OrderUpsert.Column(property.Name));
        });

        builder.Entity<MoneyRow>(money =>
        {
            money.ToTable(MoneyInsert.Table);
            money.HasKey(row => new { row.Shop, row.OrderId, row.Entry });
            money.HasIndex(row => new { row.Shop, row.At });
            foreach (var property in money.Metadata.GetProperties()) property.SetColumnName(OrderUpsert.Column(property.Name));
        });

        builder.Entity<StockEntryRow>(entries =>
        {
            entries.ToTable(EntryInsert.Table);
            entries.HasKey(row => new { row.Shop, row.Sku, row.Sequence });
            entries.HasIndex(row => new { row.Shop, row.Sku, row.At });
            entries.HasIndex(row => new { row.Shop, row.CustomerId, row.At });
            foreach (var property in entries.Metadata.GetProperties()) property.SetColumnName(OrderUpsert.Column(property.Name));
        });

        builder.Entity<StaffMember>(members =>
        {
            members.ToTable("staff_members");
            members.HasKey(member => new { member.UserId, member.Shop });
            members.HasOne<StaffUser>().WithMany().HasForeignKey(member => member.UserId);
        });

        builder.Entity<KeyRow>(keys =>
        {
            keys.ToTable("data_protection_keys");
            keys.HasKey(key => key.Name);
        });
    }

    private sealed class YenToLong() : ValueConverter<Yen, long>(yen => yen.Amount, amount => new(amount));
}

/// <summary>A data protection key that several machines share; one machine keeps its keys in the data folder.</summary>
internal sealed class KeyRow
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
