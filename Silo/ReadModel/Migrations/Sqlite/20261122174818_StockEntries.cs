using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commerce.Silo.ReadModel.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StockEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stock_entries",
                columns: table => new
                {
                    shop = table.Column<string>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    hold_id = table.Column<string>(type: "TEXT", nullable: false),
                    customer_id = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_entries", x => new { x.shop, x.sku, x.sequence });
                });

            migrationBuilder.CreateIndex(
                name: "IX_stock_entries_shop_customer_id_at",
                table: "stock_entries",
                columns: new[] { "shop", "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_entries_shop_sku_at",
                table: "stock_entries",
                columns: new[] { "shop", "sku", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stock_entries");
        }
    }
}
