using Commerce.Payments;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>Our own client of the REST API.</summary>
public sealed class RestClientTests() : PaymentGatewayContract(PaymentsOptions.Rest);
