using System.Data.Common;

namespace Sintropia.Silo.Options;

/// <summary>What can be said of a connection string without connecting, and without repeating it: it holds a password.</summary>
internal static class Connections
{
    public static bool IsPostgres(string? text) => Has(text, "Host", "Server");

    public static bool IsAzure(string? text) => IsHttps(text) || Has(text, "AccountName", "TableEndpoint", "BlobEndpoint", "UseDevelopmentStorage");

    /// <summary>Says "is missing for" or "does not describe".</summary>
    public static string Lack(string? text) => string.IsNullOrWhiteSpace(text) ? "is missing for" : "does not describe";

    private static bool IsHttps(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static bool Has(string? text, params string[] keys)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return keys.Any(key => parts.ContainsKey(key));
        }
        catch (ArgumentException)
        {
            return false; // not of the form key=value;key=value
        }
    }
}
