namespace Sintropia.Data.Genes;

/// <summary>Tables that this assembly carries.</summary>
internal static class ShippedTable
{
    /// <summary>A table of <c>Genes/Tables</c> by its file's name.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(ShippedTable).Assembly.GetManifestResourceStream("genes/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
