using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>
/// One order, from the tap on 「注文を確定する」 to delivery. Key: <c>shop/orderId</c>; the id is derived from customer and checkout key
/// (<see cref="OrderIds"/>), so any number of taps meets the same grain.
/// </summary>
[Alias("order")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Orders what the customer's cart holds under this checkout key: prices it and sets all its units aside, or none.</summary>
    [Alias("place")]
    Task<OrderReply> Place(PlaceOrderRequest request);

    /// <summary>The order, or null when there is none of that id.</summary>
    [Alias("look"), ReadOnly]
    Task<OrderView?> Look();

    /// <summary>Cancels before shipping: payment released or refunded, units and allowance returned, each once.</summary>
    [Alias("cancel")]
    Task<OrderReply> Cancel(CancelOrderRequest request);

    /// <summary>Takes the money that was authorised (manual capture).</summary>
    [Alias("capture")]
    Task<OrderReply> Capture(CaptureOrderRequest request);

    [Alias("ship")]
    Task<OrderReply> Ship(ShipOrderRequest request);

    /// <summary>What <see cref="Ship"/> would answer now; nothing is done.</summary>
    [Alias("check-ship"), ReadOnly]
    Task<OrderReply> CheckShip(ShipOrderRequest request);

    [Alias("deliver")]
    Task<OrderReply> Deliver(DeliverOrderRequest request);

    /// <summary>Gives money back after capture, wholly or in part.</summary>
    [Alias("refund")]
    Task<OrderReply> Refund(RefundOrderRequest request);

    /// <summary>Issues the receipt of money that was captured, or a paper of the order once more. It never changes what was issued before.</summary>
    [Alias("issue-paper")]
    Task<PaperReply> IssuePaper(IssuePaperRequest request);

    /// <summary>A paper as it was issued; null when there is none of that number.</summary>
    /// <param name="number">Null: the receipt.</param>
    [Alias("paper"), ReadOnly]
    Task<Paper?> Paper(string? number);

    /// <summary>What is to be asked of the payment provider next; null when nothing is.</summary>
    [Alias("next-payment-task"), ReadOnly]
    Task<PaymentTask?> NextPaymentTask();

    /// <summary>What the provider answered. Repeated, late and out-of-order answers are all safe.</summary>
    [Alias("payment-answered")]
    Task<OrderReply> PaymentAnswered(PaymentAnswer answer);

    /// <summary>Something happened at the provider (a webhook, the shopper's return from 3-D Secure): ask it how the payment stands.</summary>
    [Alias("payment-stirred")]
    Task PaymentStirred();
}
