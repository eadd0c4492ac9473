using Azure;

namespace Sintropia.Runs.AzureBlob;

/// <summary>Says what a storage account's refusal means, and what to do. Only the account and container are named: an address may carry a signature that is a secret.</summary>
internal static class BlobFailure
{
    /// <summary>What the store's callers expect when something cannot be read or written.</summary>
    /// <param name="doing">What was tried.</param>
    /// <param name="container">Address of the container.</param>
    /// <param name="failed">What the client says: an aggregate of all attempts where it tried more than once.</param>
    public static IOException Explain(string doing, Uri container, Exception failed)
    {
        var cause = failed is AggregateException all ? all.Flatten().InnerExceptions.OfType<RequestFailedException>().LastOrDefault() ?? all.Flatten().InnerExceptions[^1] : failed;
        var (status, code) = cause is RequestFailedException refused ? (refused.Status, refused.ErrorCode) : (0, null);
        var what = status switch
        {
            400 when code == "InvalidBlockList" => "another wrote it at the same time, and its bytes count. Two silos carry on one run: look which of them was taken for lost",
            401 or 403 => "the account refuses who asks. Check the connection string and that its key was not replaced, or that the workload's identity has the role Storage Blob Data Contributor; a clock that is wrong by a quarter of an hour is refused too",
            404 => "the container is not there. Begin a checkpoint first, which makes it, and look whether somebody removed it meanwhile",
            409 or 412 => "somebody else holds it, or the container is being removed. Look who has a lease on it; where the container was just removed, wait a minute",
            413 or 507 => "it is too large, or the account is full. Make room, or keep fewer checkpoints",
            429 or 500 or 503 => "the account is busy and stayed so through all retries. Write checkpoints less often, or use an account with more throughput",
            0 => $"the account cannot be reached: {First(cause.Message)}. Check the address, the name service, and network policies",
            _ => $"the account answers {status}. See the inner exception",
        };
        return new($"Cannot {doing} in {container.GetLeftPart(UriPartial.Path)}{(code is null ? "" : $" ({code})")}: {what}.", failed);
    }

    private static string First(string message) => message.Split('\n')[0].TrimEnd('\r', '.');
}
