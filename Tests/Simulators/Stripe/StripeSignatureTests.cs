using System.Text;
using Commerce.Simulators.Stripe;

namespace Commerce.Tests.Simulators.Stripe;

public sealed class StripeSignatureTests
{
    [Fact]
    public void Signature_is_that_of_the_reference_example() =>
        Assert.Equal(
            "t=1700000000,v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd",
            StripeSignature.Sign("whsec_test_secret", 1700000000, Encoding.UTF8.GetBytes("""{"id":"evt_1","object":"event"}""")));
}
