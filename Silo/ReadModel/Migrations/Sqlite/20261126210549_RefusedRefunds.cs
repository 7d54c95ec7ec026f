using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commerce.Silo.ReadModel.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What was refused before this column was there; each order's next change says it exactly.
            migrationBuilder.Sql(
                """
                UPDATE orders SET refund_refused = 1
                WHERE refunded < captured
                  AND EXISTS (SELECT 1 FROM json_each(orders.body, '$.Refunds') AS refund WHERE json_extract(refund.value, '$.Standing') = 3);
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
