using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commerce.Silo.ReadModel.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OrderMoney : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "order_money",
                columns: table => new
                {
                    shop = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    entry = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_money", x => new { x.shop, x.order_id, x.entry });
                });

            migrationBuilder.CreateIndex(
                name: "IX_order_money_shop_at",
                table: "order_money",
                columns: new[] { "shop", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_money");
        }
    }
}
