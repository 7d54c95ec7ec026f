using System.Text;
using Commerce.Simulators.Line;

namespace Commerce.Tests.Simulators.Line;

public sealed class LineSignatureTests
{
    [Fact]
    public void Signature_is_that_of_the_documented_example() =>
        Assert.Equal(
            "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=",
            LineSignature.Sign("8c570fa6dd201bb328f1c1eac23a96d8", Encoding.UTF8.GetBytes("""{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}""")));
}
