using Sintropia.Design.Tasks;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Targets;

/// <summary>How a task says which state cells are in, or are wanted in. One of the three.</summary>
/// <param name="Perturbation">Cells that this was done to; the control's name for untouched ones.</param>
/// <param name="Where">Cells that a condition on columns holds for, as <c>cluster == 'tumour'</c>.</param>
/// <param name="Signature">A table of genes and changes.</param>
public sealed record StateOptions(string? Perturbation, string? Where, string? Signature)
{
    /// <summary>File of the cells of <see cref="Where"/>; that of the task's data if left out.</summary>
    public string? File { get; init; }

    /// <summary>Share of the cells of <see cref="Perturbation"/> that ask; the rest may be learned from. Default: all ask.</summary>
    public double Share { get; init; } = 1;

    internal static StateOptions? Read(ConfigurationNode node, string key, string folder, bool required)
    {
        if (!node.Has(key))
        {
            if (required) node.Section(key, required: true);
            return null;
        }

        var state = node.Section(key);
        var read = new StateOptions(state.Text("perturbation"), state.Text("where"), required ? TaskFile.At(folder, state.Text("signature")) : null) { File = TaskFile.At(folder, state.Text("file")), Share = required ? state.Number("share", 1, 0.05, 1) : 1 };
        if (new[] { read.Perturbation, read.Where, read.Signature }.Count(v => v is not null) != 1) node.Wrong(key, $"'{key}' names cells in one way: 'perturbation: NAME' or 'where: CONDITION'{(required ? ", or a table by 'signature: FILE'" : "")}. Write one of them.");
        return read;
    }
}
