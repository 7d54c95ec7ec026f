using Commerce.Payments;

namespace Commerce.Tests.Cluster;

/// <summary>Stripe's own package does everything that our client does, in the same way.</summary>
public sealed class StripeNetClientTests() : Integrations.PaymentGatewayContract.PaymentGatewayContract(PaymentsOptions.StripeNet);
