using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Options;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Without_any_setting_all_is_kept_beside_the_silo()
    {
        var storage = Bound.From().Storage;

        Assert.Equal(("data", CheckpointStorage.Folder, GrainStorage.Folder), (storage.DataFolder, storage.Checkpoints, storage.GrainStorage));
    }

    [Theory]
    [InlineData("Storage__Checkpoints", "Storage:Checkpoints is AzureBlob, and no account is given")]
    [InlineData("Storage__GrainStorage", "Storage:GrainStorage is AzureBlob, and no account is given")]
    public void Blobs_need_an_account(string name, string said) => Assert.Contains(said, Bound.Refused((name, "AzureBlob")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Storage__DataFolder", "", "Storage:DataFolder is empty")]
    [InlineData("Storage__Container", "", "Storage:Container must be")]
    [InlineData("Storage__Container", "My_Container", "Storage:Container must be 3 to 63 small letters")]
    [InlineData("Storage__Container", "a--b", "Storage:Container must be")]
    [InlineData("Storage__Container", "-ab", "Storage:Container must be")]
    [InlineData("Storage__BlobServiceUri", "account.blob.core.windows.net", "Give a whole https address")]
    [InlineData("Storage__BlobServiceUri", "http://account.blob.core.windows.net", "Give a whole https address")]
    [InlineData("Storage__BlobConnectionString", "AccountKey=hush", "does not describe an Azure storage account")]
    public void A_value_that_cannot_be_is_refused_with_what_to_do(string name, string value, string said)
    {
        var refused = Bound.Refused((name, value));

        Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("sintropia-checkpoints")]
    [InlineData("0-1-2")]
    public void Names_that_Azure_takes_for_a_container_are_taken(string name) => Assert.Equal(name, Bound.From(("Storage__Container", name)).Storage.Container);

    [Fact]
    public void Two_ways_to_an_account_are_one_too_many() => Assert.Contains(
        "Keep one",
        Bound.Refused(("Storage__BlobServiceUri", "https://account.blob.core.windows.net"), ("Storage__BlobConnectionString", "UseDevelopmentStorage=true")),
        StringComparison.Ordinal);

    [Fact]
    public void An_account_may_be_entered_by_identity_or_by_key()
    {
        var byIdentity = Bound.From(("Storage__Checkpoints", "AzureBlob"), ("Storage__BlobServiceUri", "https://account.blob.core.windows.net")).Storage;
        var byKey = Bound.From(("Storage__Checkpoints", "AzureBlob"), ("Storage__BlobConnectionString", "UseDevelopmentStorage=true")).Storage;

        Assert.Equal(new Uri("https://account.blob.core.windows.net"), byIdentity.BlobServiceUri);
        Assert.Equal("UseDevelopmentStorage=true", byKey.BlobConnectionString);
    }
}
