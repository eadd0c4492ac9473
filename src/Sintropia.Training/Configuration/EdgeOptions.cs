namespace Sintropia.Training.Configuration;

/// <summary>A table of pairs of genes: who regulates whom, or what two of them do together.</summary>
/// <param name="File">Comma- or tab-separated, with a header; may end in .gz.</param>
/// <param name="From">Column of the first gene.</param>
/// <param name="To">Column of the second.</param>
/// <param name="Weight">Column of a number, rows without which are left out; 1 for all if null.</param>
public sealed record EdgeOptions(string File, string From, string To, string? Weight)
{
    internal static EdgeOptions? Read(ConfigurationNode node, string folder)
    {
        if (!node.Has("file")) return null;
        var (file, from, to) = (node.Text("file", required: true), node.Text("from", required: true), node.Text("to", required: true));
        return new(Path.GetFullPath(Path.Combine(folder, file ?? "")), from ?? "", to ?? "", node.Text("weight"));
    }
}
