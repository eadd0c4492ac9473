using System.Text.Json;
using Sintropia.Data.Stored;
using Sintropia.Data.Stored.Values;
using Sintropia.Data.Tests.AnnData;

namespace Sintropia.Data.Tests.Stored;

/// <summary>All ways in which HDF5 keeps values, names and texts, as h5py writes them: for old readers, for those of 1.8, 1.10 and the newest.</summary>
public sealed class LayoutsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("earliest")]
    [InlineData("v108")]
    [InlineData("v110")]
    [InlineData("latest")]
    public void What_h5py_writes_is_read_in_every_layout(string libver)
    {
        var expected = JsonDocument.Parse(Oracle.Printed(["Stored", "Layouts.py"], _folder["all.h5"], libver)).RootElement;
        using var file = StoredFile.Open(_folder["all.h5"]);

        foreach (var (path, wanted) in expected.GetProperty("wrote").EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            if (wanted.TryGetProperty("names", out var names)) Assert.Equal(names.EnumerateArray().Select(n => n.GetString()).Order(StringComparer.Ordinal), file.Root.FindGroup(path)!.Names());
            else Same(path, Found(file, path), wanted);
        }

        foreach (var group in expected.GetProperty("said").EnumerateObject())
            foreach (var text in group.Value.EnumerateObject())
                Assert.Equal(text.Value.GetString(), file.Root.FindGroup(group.Name[1..])!.Text(text.Name));
        Assert.Equal([0, 1, 2], file.Root.Dataset("of_a_named_type").Integers("shared")!);
        Assert.Null(file.Root.Find("nothing"));
    }

    public void Dispose() => _folder.Dispose();

    private static StoredDataset Found(StoredFile file, string path)
    {
        var at = file.Root;
        var steps = path.Split('/');
        foreach (var step in steps[..^1]) at = at.FindGroup(step)!;
        return at.Dataset(steps[^1]);
    }

    private static void Same(string path, StoredDataset dataset, JsonElement wanted)
    {
        Assert.Equal(wanted.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()), dataset.Extents);
        if (dataset.Elements.Kind == ElementKind.Text)
        {
            Assert.Equal(wanted.GetProperty("values").EnumerateArray().Select(e => e.GetString()), dataset.ReadAllTexts());
            return;
        }

        var numbers = wanted.GetProperty("values").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        var read = new double[numbers.Length];
        dataset.Read<double>(new long[dataset.Extents.Length], dataset.Extents, read);
        Assert.True(numbers.AsSpan().SequenceEqual(read), path);
        if (dataset.Extents is [var rows, var columns]) Blocks(path, dataset, numbers, rows, columns);
        if (dataset.Extents is [> 10 and var length])
        {
            var part = new double[length - 9];
            dataset.Read(7, part.AsSpan());
            Assert.True(numbers.AsSpan(7, part.Length).SequenceEqual(part), path);
        }
    }

    private static void Blocks(string path, StoredDataset dataset, double[] numbers, long rows, long columns)
    {
        for (var i = 0; i < 20; i++)
        {
            var (row, column) = (rows * i / 21, columns * (i % 4) / 5);
            var (height, width) = (Math.Max(1, (rows - row) * (i % 3 + 1) / 3), Math.Max(1, (columns - column) * (i % 2 + 1) / 2));
            var block = new double[height * width];
            dataset.Read([row, column], [height, width], block.AsSpan());
            for (var r = 0; r < height; r++) Assert.True(numbers.AsSpan((int)((row + r) * columns + column), (int)width).SequenceEqual(block.AsSpan((int)(r * width), (int)width)), $"{path} from {row}, {column}");
        }
    }
}
