using Sintropia.Data.AnnData;
using Sintropia.Data.Hdf5;

namespace Sintropia.Data.Tests.Hdf5;

public sealed class HdfLibraryTests
{
    [Fact]
    public void The_library_is_here_and_new_enough()
    {
        Assert.True(HdfLibrary.IsPresent, HdfLibrary.Problem);
        Assert.True(Version.Parse(HdfLibrary.Version) >= new Version(1, 10), HdfLibrary.Version);
    }

    [Fact]
    public void Nothing_is_left_open_by_reading_writing_or_failing()
    {
        using var folder = new TemporaryFolder();
        Round();
        var before = HdfLibrary.OpenObjects;

        for (var i = 0; i < 5; i++) Round();

        Assert.Equal(before, HdfLibrary.OpenObjects);

        void Round()
        {
            AnnDataWriter.Write(folder["a.h5ad"], DataSets.Full());
            using (var file = AnnDataFile.Open(folder["a.h5ad"]))
            {
                file.Read();
                file.ReadCells([3, 1]);
                Assert.Throws<DataFileException>(() => file.Obs.Read("none"));
            }

            Assert.Throws<DataFileException>(() => AnnDataWriter.Write(folder["a.h5ad"], new(null, new(["a"], new Data.Tables.NumberColumn("per/cent", [1])), new([]))));
            var bytes = File.ReadAllBytes(folder["a.h5ad"]);
            File.WriteAllBytes(folder["torn.h5ad"], bytes[..(bytes.Length / 2)]);
            Assert.Throws<DataFileException>(() => AnnDataFile.Open(folder["torn.h5ad"]));
        }
    }
}
