namespace Sintropia.Web.Hosting;

/// <summary>Where things are on the server.</summary>
public static class Paths
{
    /// <summary>Beginning of all addresses of the API, with its version.</summary>
    public const string Api = "/api/v1";

    /// <summary>The OpenAPI document.</summary>
    public const string OpenApi = "/api/v1/openapi.json";

    /// <summary>The process lives.</summary>
    public const string Live = "/healthz/live";

    /// <summary>It takes work.</summary>
    public const string Ready = "/healthz/ready";
}
