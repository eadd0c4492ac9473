namespace Sintropia.Web.Results;

/// <summary>What files are, by the end of their names; what is not known is bytes.</summary>
internal static class ContentTypes
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" => "text/csv; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".yaml" or ".yml" => "application/yaml",
        ".html" => "text/html; charset=utf-8",
        ".nwk" or ".txt" => "text/plain; charset=utf-8",
        ".h5ad" or ".h5" => "application/x-hdf5",
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
}
