using Sintropia.Data.AnnData;

namespace Sintropia.Data.Tests.AnnData;

public sealed class AnnDataOracleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(7, 4, 4)]
    [InlineData(300, 40, 0)]
    public void What_we_write_AnnData_reads_bit_for_bit(int cells, int genes, int compression)
    {
        var data = DataSets.Full(cells, genes);
        AnnDataWriter.Write(_folder["ours.h5ad"], data, new() { Compression = compression });

        Oracle.Same(Oracle.Of(data), Oracle.Read(_folder["ours.h5ad"]));
    }

    [Fact]
    public void What_AnnData_makes_of_it_we_read_as_it_does()
    {
        AnnDataWriter.Write(_folder["ours.h5ad"], DataSets.Full(30, 9));
        var theirs = Oracle.Read(_folder["ours.h5ad"], _folder["theirs.h5ad"]);

        using var file = AnnDataFile.Open(_folder["theirs.h5ad"]);
        Oracle.Same(theirs, Oracle.Of(file.Read()));
    }

    [Fact]
    public void A_file_of_many_blocks_is_one_data_set_to_AnnData()
    {
        var data = DataSets.Full(100, 5);
        using (var writer = AnnDataWriter.Create(_folder["blocks.h5ad"], data.Var))
        {
            foreach (var rows in Enumerable.Range(0, 100).Chunk(33)) writer.Append(data.Obs.SelectRows(rows), data.X!.SelectRows(rows), data.Layers.ToDictionary(l => l.Key, l => l.Value.SelectRows(rows)));
            writer.Complete(data.Uns);
        }

        var read = Oracle.Read(_folder["blocks.h5ad"]);
        var wanted = Oracle.Of(data);
        foreach (var part in new[] { "X", "obs", "var", "layers", "uns" }) Oracle.Same(wanted[part], read[part], part);
    }

    public void Dispose() => _folder.Dispose();
}
