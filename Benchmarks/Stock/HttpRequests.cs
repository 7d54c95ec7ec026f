using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Sale;

namespace Commerce.Benchmarks.Stock;

/// <summary>A connection on which shopper after shopper holds one unit.</summary>
internal sealed class HoldRequests(HttpConnection connection, byte[][] tokens, string sku) : IStockClient
{
    private readonly byte[] _head = System.Text.Encoding.ASCII.GetBytes(
        $"POST /api/shops/{SaleSettings.Shop}/stock/{sku}/holds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: 14\r\nAuthorization: Bearer ");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        for (var i = from; i < from + count; i++)
        {
            connection.Write(_head);
            connection.Write(tokens[plan.FirstOfCustomer(i)]);
            connection.Write("\r\nIdempotency-Key: ");
            connection.Write(plan.HoldId(i));
            connection.Write("\r\n\r\n{\"quantity\":1}");
            await connection.AskAsync();
            answers[i] = Answer(connection);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>The end of the hold, or minus a number that stands for the problem's code.</summary>
    private static long Answer(HttpConnection answered)
    {
        var body = answered.Body;
        if (answered.Status == 200)
        {
            var until = Field(body, "\"heldUntil\":\""u8);
            return Utf8Parser.TryParse(until, out DateTimeOffset end, out _, 'O') ? end.UtcTicks
                : DateTimeOffset.TryParse(System.Text.Encoding.ASCII.GetString(until), null, out end) ? end.UtcTicks : 0;
        }

        var code = 0L;
        foreach (var letter in Field(body, "\"code\":\""u8)) code = ((code * 31) + letter) & 0xFFFFFFF;
        return -code - 1;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var at = body.IndexOf(name);
        if (at < 0) return [];
        var value = body[(at + name.Length)..];
        return value[..value.IndexOf((byte)'"')];
    }
}

/// <summary>A connection that asks for the time again and again.</summary>
internal sealed class TimeRequests(HttpConnection connection) : IStockClient
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        for (var i = from; i < from + count; i++)
        {
            connection.Write("GET /api/time HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
            await connection.AskAsync();
            answers[i] = connection.Status == 200 ? 1 : throw new InvalidOperationException($"The time was answered {connection.Status}");
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
