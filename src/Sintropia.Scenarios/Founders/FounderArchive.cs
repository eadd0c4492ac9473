using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Scenarios.Founders;

/// <summary>The founders of a scenario as one h5ad file, which a run keeps: so that it can be resumed and repeated wherever it is moved, without the files that they were taken from, which may be large and elsewhere.</summary>
public static class FounderArchive
{
    /// <summary>Its name in a run directory.</summary>
    public const string FileName = "founders.h5ad";

    private const string Population = "population", Stage = "stage", Cell = "cell", About = "sintropia";

    /// <summary>The file's bytes.</summary>
    /// <param name="founders">The founders.</param>
    public static byte[] Write(FounderSet founders)
    {
        var cells = founders.Populations.Sum(p => p.Cells.Count);
        var width = founders.Genes.Count;
        var (states, names, called) = (new float[checked(cells * width)], new string[cells], new string[cells]);
        var (populations, stages) = (new long[cells], new long[cells]);
        var row = 0;
        for (var p = 0; p < founders.Populations.Count; p++)
            for (var i = 0; i < founders.Populations[p].Cells.Count; i++, row++)
            {
                founders.Populations[p].Cells.State(i).CopyTo(states.AsSpan(row * width));
                (names[row], called[row], populations[row], stages[row]) = (FormattableString.Invariant($"{p}-{i}"), founders.Populations[p].Cells.Name(i), p, (long)founders.Populations[p].Cells.Stage(i));
            }

        var about = new AnnotationTree();
        about.Add("from", founders.Populations.Select(p => p.From).ToArray());
        about.Add("sha256", founders.Populations.Select(p => p.Sha256).ToArray());
        about.Add("notes", founders.Populations.Select(p => string.Join('\n', p.Notes)).ToArray());
        var uns = new AnnotationTree();
        uns.Add(About, about);
        var path = Path.GetTempFileName();
        try
        {
            AnnDataWriter.Write(path, new(new DenseMatrix(cells, width, states), new(names, new IntegerColumn(Population, populations), new IntegerColumn(Stage, stages), new TextColumn(Cell, called)), new([.. founders.Genes])) { Uns = uns });
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads founders that were kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="populations">How many populations the scenario founds on measured cells.</param>
    /// <exception cref="InvalidDataException">The file is none of these, or of another scenario.</exception>
    public static FounderSet Read(string path, int populations)
    {
        using var opened = AnnDataFile.Open(path);
        var file = opened.Read();
        if (file is not { X: DenseMatrix x } || file.Obs.Find(Population) is not IntegerColumn of || file.Obs.Find(Stage) is not IntegerColumn stages || file.Obs.Find(Cell) is not { } called
            || Texts(file, "from") is not { } from || Texts(file, "sha256") is not { } hashes || Texts(file, "notes") is not { } notes || from.Length != populations || hashes.Length != populations || notes.Length != populations)
            throw new InvalidDataException($"{path} does not hold the founders of {populations} populations, as this scenario needs them: it was changed, or is of another scenario. Put the old file back, or run the scenario anew into another folder.");
        return new(file.Var.Names, [.. Enumerable.Range(0, populations).Select(p =>
        {
            var rows = Enumerable.Range(0, x.Rows).Where(r => of.Values[r] == p).ToArray();
            var states = new float[checked(rows.Length * x.Columns)];
            for (var i = 0; i < rows.Length; i++) x.CopyRow(rows[i], states.AsSpan(i * x.Columns, x.Columns));
            return new FounderPopulation(from[p], hashes[p], new MeasuredCells(x.Columns, states, [.. rows.Select(r => (PhaseSet)stages.Values[r])], [.. rows.Select(r => called.Text(r) ?? "")]), notes[p].Split('\n'));
        })]);
    }

    private static string[]? Texts(AnnotatedMatrix file, string name) => file.Uns.Find($"{About}/{name}") is ArrayAnnotation { Values: TextColumn texts } ? [.. Enumerable.Range(0, texts.Length).Select(i => texts.Text(i) ?? "")] : null;
}
