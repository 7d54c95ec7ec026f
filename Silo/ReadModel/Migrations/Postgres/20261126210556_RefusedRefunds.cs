using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commerce.Silo.ReadModel.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RefusedRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "refund_refused",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // What was refused before this column was there; each order's next change says it exactly.
            migrationBuilder.Sql(
                """
                UPDATE orders SET refund_refused = true
                WHERE refunded < captured
                  AND jsonb_path_exists(body::jsonb, '$.Refunds[*] ? (@.Standing == 3)');
                """);

            migrationBuilder.CreateIndex(
                name: "IX_orders_shop_refund_refused",
                table: "orders",
                columns: new[] { "shop", "refund_refused" },
                filter: "refund_refused");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_shop_refund_refused",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "refund_refused",
                table: "orders");
        }
    }
}
