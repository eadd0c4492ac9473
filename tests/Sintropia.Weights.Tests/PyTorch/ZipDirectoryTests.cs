namespace Sintropia.Weights.Tests.PyTorch;

public sealed class ZipDirectoryTests
{
    private static readonly byte[] Nothing = new Pickle().Op('N').End();

    [Fact]
    public void An_ordinary_file_is_read_with_and_without_a_comment()
    {
        var zip = new ZipBytes().Add("m/data.pkl", Nothing).Add("m/byteorder", "little"u8.ToArray());

        Assert.Equal(WeightFormat.PyTorchZip, PyTorchBytes.Read(zip.End()).Format);
        Assert.Empty(PyTorchBytes.Read(zip.End("a comment")).Tensors);
        Assert.Empty(PyTorchBytes.Read(zip.End64()).Tensors);
    }

    [Fact]
    public void A_torn_file_has_no_directory()
    {
        var whole = ZipBytes.Of(Nothing);
        for (var length = 4; length < whole.Length; length++)
        {
            var error = Assert.Throws<WeightsException>(() => PyTorchBytes.Read(whole[..length]));
            Assert.Contains("no directory at its end", error.Message);
        }
    }

    [Fact]
    public void Packed_and_encrypted_entries_are_refused_by_name()
    {
        Assert.Contains("'m/data.pkl' is packed (method 8)", PyTorchBytes.Refused(new ZipBytes { Method = 8 }.Add("m/data.pkl", Nothing).End()));
        Assert.Contains("'m/data.pkl' is encrypted", PyTorchBytes.Refused(new ZipBytes { Flags = 1 }.Add("m/data.pkl", Nothing).End()));
    }

    [Fact]
    public void A_directory_that_lies_is_refused()
    {
        var zip = new ZipBytes().Add("m/data.pkl", Nothing);
        var usual = zip.End();
        var (length, start) = (BitConverter.ToUInt32(usual, usual.Length - 10), BitConverter.ToUInt32(usual, usual.Length - 6));

        Assert.Contains("65534 entries in", PyTorchBytes.Refused(zip.End(65_534, length, start)));
        Assert.Contains("torn", PyTorchBytes.Refused(zip.End(1, length, start - 1)));
        Assert.Contains("has to end by", PyTorchBytes.Refused(zip.End(1, length, start + 1)));
        Assert.Contains("has to end by", PyTorchBytes.Refused(zip.End(1, uint.MaxValue - 1, start)));
        Assert.Contains("its 0 entries take 0", PyTorchBytes.Refused(zip.End(0, length, start)));
        Assert.Contains("entries in", PyTorchBytes.Refused(zip.End64(long.MaxValue, length, start)));
        Assert.Contains("has to end by", PyTorchBytes.Refused(zip.End64(1, long.MaxValue, start)));
        Assert.Contains("has to end by", PyTorchBytes.Refused(zip.End64(1, length, -1)));
        Assert.Contains("64-bit directory is missing", PyTorchBytes.Refused(zip.End(1, uint.MaxValue, start)));
    }

    [Fact]
    public void An_entry_that_lies_is_refused()
    {
        Assert.Contains("the directory begins at", PyTorchBytes.Refused(new ZipBytes { Claimed = _ => uint.MaxValue - 1 }.Add("m/data.pkl", Nothing).End()));
        Assert.Contains("inside another entry", PyTorchBytes.Refused(new ZipBytes { Claimed = length => (uint)length + (length > 1 ? 1u : 0) }.Add("m/data.pkl", Nothing).Add("m/version", [1]).End()));
        Assert.Contains("another name in its own header", PyTorchBytes.Refused(new ZipBytes().Add("m/data.pkl", Nothing, "m/other.pkl").End()));
        Assert.Contains("'m/version' is there twice", PyTorchBytes.Refused(new ZipBytes().Add("m/data.pkl", Nothing).Add("m/version", [1]).Add("m/version", [1]).End()));
    }

    [Fact]
    public void Zip_files_of_other_programs_are_refused()
    {
        Assert.Contains("torch.save did not write it", PyTorchBytes.Refused(new ZipBytes().Add("word/document.xml", [1]).End()));
        Assert.Contains("torch.save did not write it", PyTorchBytes.Refused(new ZipBytes().End()));
        Assert.Contains("TorchScript", PyTorchBytes.Refused(new ZipBytes().Add("m/data.pkl", Nothing).Add("m/code/__torch__.py", [1]).End()));
        Assert.Contains("'big'", PyTorchBytes.Refused(new ZipBytes().Add("m/data.pkl", Nothing).Add("m/byteorder", "big"u8.ToArray()).End()));
        Assert.Contains("two pickles", PyTorchBytes.Refused(new ZipBytes().Add("m/data.pkl", Nothing).Add("n/data.pkl", Nothing).End()));
    }
}
