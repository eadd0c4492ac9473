using Azure.Core;

namespace Sintropia.Runs.AzureBlob.Tests;

public sealed class BlobAccountTests
{
    [Fact]
    public void The_client_tells_nobody()
    {
        var told = BlobAccount.Options().Diagnostics;

        Assert.False(told.IsTelemetryEnabled);
        Assert.False(told.IsLoggingEnabled);
        Assert.False(told.IsDistributedTracingEnabled);
    }

    [Fact]
    public void An_account_is_entered_by_identity_at_its_address() => Assert.Equal(
        new Uri("https://account.blob.core.windows.net/"), BlobAccount.Enter(new("https://account.blob.core.windows.net"), new Nobody()).Uri);

    [Fact]
    public void A_text_that_is_no_connection_string_is_refused() => Assert.ThrowsAny<Exception>(() => BlobAccount.Enter("password"));

    private sealed class Nobody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;
    }
}
