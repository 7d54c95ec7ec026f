using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commerce.Silo.ReadModel.Migrations.Postgres
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
                    shop = table.Column<string>(type: "text", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hold_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<int>(type: "integer", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true)
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
