using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Hosting;

/// <summary>How often and how many at once.</summary>
internal static class Limits
{
    /// <summary>Submitting runs, by client.</summary>
    public const string Submitting = "submitting";

    /// <summary>Reading scenarios, which takes a processor; all clients together.</summary>
    public const string Reading = "reading";

    /// <summary>Going through tables that may be large; all clients together.</summary>
    public const string Scanning = "scanning";

    private const int ReadersAtOnce = 4, ReadersWaiting = 64, ScansAtOnce = 2, ScansWaiting = 32;

    public static void Add(RateLimiterOptions limiter, WebOptions web)
    {
        limiter.AddPolicy(Submitting, context => RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
        {
            TokenLimit = web.SubmitBurst, TokensPerPeriod = Math.Max(1, web.SubmitsPerMinute / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / web.SubmitsPerMinute)), QueueLimit = 0,
        }));
        limiter.AddConcurrencyLimiter(Reading, o => (o.PermitLimit, o.QueueLimit) = (ReadersAtOnce, ReadersWaiting));
        limiter.AddConcurrencyLimiter(Scanning, o => (o.PermitLimit, o.QueueLimit) = (ScansAtOnce, ScansWaiting));
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 2;
            var submitting = rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Submitting;
            return new(ProblemWriter.Write(rejected.HttpContext, new(StatusCodes.Status429TooManyRequests, "too-many-requests", submitting
                ? string.Create(CultureInfo.InvariantCulture, $"This server takes {web.SubmitsPerMinute} runs a minute from one client, and {web.SubmitBurst} at once. Submit again in {wait} s, with the same Idempotency-Key.")
                : $"Many ask at once for what takes a processor. Ask again in {wait} s.")
            {
                RetryAfter = wait, More = submitting ? new Dictionary<string, object?> { ["limit"] = web.SubmitsPerMinute } : new Dictionary<string, object?>(),
            }));
        };
    }
}
