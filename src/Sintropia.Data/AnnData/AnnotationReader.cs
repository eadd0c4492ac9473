using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using Sintropia.Data.Stored.Values;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Reads free annotations, and what lies beside rows. Trees that are deeper or larger than anybody writes are refused: links of a file can go round in circles.</summary>
internal sealed class AnnotationReader
{
    private const int Deepest = 32, Most = 100_000;

    private int _read;
    private Int128 _values;

    /// <summary>All that is in a group, by name.</summary>
    public AnnotationTree Tree(StoredGroup group, int depth = 0)
    {
        if (depth > Deepest) throw group.Wrong($"It is {depth} groups deep.", "Its links go round in circles, or it was made to mislead; write it again with AnnData.");
        var tree = new AnnotationTree();
        foreach (var name in group.Names())
        {
            if (++_read > Most) throw group.Wrong($"There are more than {Most} annotations.", "Its links go round in circles, or it was made to mislead; write it again with AnnData.");
            var node = group.Find(name) ?? throw group.Wrong($"'{DataFileException.Shown(name)}' leads nowhere.", "Take the link away, or put back what it names.");
            if (node is StoredDataset { Count: var count } && !node.File.CouldHold(_values += count)) throw group.Wrong($"Its annotations claim {_values} values, and the file has {node.File.Length} bytes.", "The file was made to mislead; get it again.");
            tree[name] = Read(node, depth + 1);
        }

        return tree;
    }

    /// <summary>An array, matrix or table with a row a cell or gene: dense matrices of float stay matrices.</summary>
    public Annotation Beside(StoredNode node) => node is StoredDataset { Extents: [_, _], Elements: { Kind: ElementKind.Float, Size: <= 4 } } dataset ? new StoredDense(dataset.Path, dataset).Read() : Read(node, 1);

    private Annotation Read(StoredNode node, int depth) => node is StoredDataset dataset ? Of(dataset) : Of((StoredGroup)node, depth);

    private Annotation Of(StoredGroup group, int depth) => group.Text("encoding-type") switch
    {
        "dataframe" => new StoredTable(group.Path, group).Read(),
        var column when ColumnReader.IsColumn(column) => ColumnReader.Read(group, "values", -1, null),
        "csr_matrix" or "csc_matrix" => Matrix(group),
        null or "" when group.Says("h5sparse_format") => Matrix(group),
        null or "" or "dict" or "raw" or "anndata" => Tree(group, depth),
        var other => new UnreadAnnotation($"{group.Path} is of the kind '{other}', which is not read."),
    };

    private static Annotation Matrix(StoredGroup group) => StoredMatrix.Open(group.Path, group).Read();

    private static Annotation Of(StoredDataset dataset)
    {
        if (dataset.IsNothing) return new UnreadAnnotation($"{dataset.Path} is empty.");
        if (dataset.Elements.Kind == ElementKind.Records) return Records(dataset);
        if (dataset.Elements.Kind == ElementKind.Other) return new UnreadAnnotation($"{dataset.Path} has elements of a type that is not read.");
        if (dataset.Extents.Length > 0) return Array(dataset);
        return ColumnReader.Plain(dataset, "value", 1) switch
        {
            TextColumn text => text.Values[0],
            BooleanColumn boolean => boolean.Values[0],
            IntegerColumn integer => integer.Values[0],
            NumberColumn number => number.Values[0],
            _ => throw new InvalidOperationException("A plain column is of one of four kinds."),
        };
    }

    private static ArrayAnnotation Array(StoredDataset dataset) => new(ColumnReader.Plain(dataset, "values", dataset.Length()), [.. dataset.Extents.Select(extent => checked((int)extent))]);

    private static Annotation Records(StoredDataset dataset)
    {
        var odd = dataset.Elements.Fields.FirstOrDefault(f => f.Elements.Kind is ElementKind.Records or ElementKind.Other);
        if (odd.Name is not null || dataset.Extents.Length != 1) return new UnreadAnnotation($"{dataset.Path} is an array of records that is not read{(odd.Name is null ? "" : $": its field '{DataFileException.Shown(odd.Name)}' is neither number nor text")}.");
        var columns = dataset.Elements.Fields.Select(field => Field(dataset, field.Name, field.Elements.Kind)).ToArray();
        if (columns.DistinctBy(c => c.Name).Count() != columns.Length) throw dataset.Wrong("Two of its fields have one name.", "The file is damaged; get it again.");
        return new TableAnnotation(new(Enumerable.Repeat("", dataset.Length()).ToArray(), columns.AsEnumerable()), isRecords: true);
    }

    private static Column Field(StoredDataset dataset, string name, ElementKind kind)
    {
        switch (kind)
        {
            case ElementKind.Text: return new TextColumn(name, dataset.ReadTexts(0, dataset.Length(), name));
            case ElementKind.Float: return new NumberColumn(name, Numbers<double>(dataset, name));
            case ElementKind.Boolean: return new BooleanColumn(name, System.Array.ConvertAll(Numbers<sbyte>(dataset, name), static number => number != 0));
            default: return new IntegerColumn(name, Numbers<long>(dataset, name));
        }
    }

    private static T[] Numbers<T>(StoredDataset dataset, string field) where T : unmanaged, System.Numerics.INumber<T>
    {
        var numbers = new T[dataset.Length()];
        dataset.Read([0], dataset.Extents, numbers.AsSpan(), field);
        return numbers;
    }
}
