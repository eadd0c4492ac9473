using System.Text;

namespace Sintropia.Weights.Tests.PyTorch;

/// <summary>Zip files put together by hand: entries stored as torch.save stores them, and every field open to lies.</summary>
internal sealed class ZipBytes
{
    private readonly MemoryStream _file = new();
    private readonly MemoryStream _directory = new();
    private int _count;

    public ushort Method { get; init; }

    public ushort Flags { get; init; } = 0x0808;

    /// <summary>Changes the length that the directory claims.</summary>
    public Func<long, uint> Claimed { get; init; } = length => (uint)length;

    /// <summary>A file of torch.save with a pickle and storages.</summary>
    public static byte[] Of(byte[] pickle, params (string Key, byte[] Bytes)[] storages)
    {
        var zip = new ZipBytes().Add("archive/data.pkl", pickle);
        foreach (var (key, bytes) in storages) zip.Add($"archive/data/{key}", bytes);
        return zip.Add("archive/version", "3\n"u8.ToArray()).End();
    }

    public ZipBytes Add(string name, byte[] content, string? localName = null)
    {
        byte[] named = Encoding.UTF8.GetBytes(name), local = Encoding.UTF8.GetBytes(localName ?? name);
        var header = (uint)_file.Length;

        // Lengths stand in the directory only (flag 3), and the content begins at a multiple of 64.
        var padding = (int)(-(_file.Length + 30 + local.Length + 4) & 63);
        Write(_file, 0x04034b50u, (ushort)20, Flags, Method, 0u, 0u, 0u, 0u, (ushort)local.Length, (ushort)(padding + 4), local, (ushort)0x4246, (ushort)padding, new byte[padding], content);
        Write(_directory, 0x02014b50u, (ushort)20, (ushort)20, Flags, Method, 0u, 0u, Claimed(content.Length), Claimed(content.Length), (ushort)named.Length, (ushort)0, (ushort)0, (ushort)0, (ushort)0, 0u, header, named);
        _count++;
        return this;
    }

    public byte[] End(string comment = "") => End((ushort)_count, (uint)_directory.Length, (uint)_file.Length, comment);

    public byte[] End(ushort count, uint length, uint start, string comment = "")
    {
        var all = new MemoryStream();
        Write(all, _file.ToArray(), _directory.ToArray(), 0x06054b50u, (ushort)0, (ushort)0, count, count, length, start, (ushort)comment.Length, Encoding.ASCII.GetBytes(comment));
        return all.ToArray();
    }

    /// <summary>With the 64-bit directory that large files have.</summary>
    public byte[] End64(long count, long length, long start)
    {
        var all = new MemoryStream();
        Write(all, _file.ToArray(), _directory.ToArray());
        var record = all.Length;
        Write(all, 0x06064b50u, 44L, (ushort)45, (ushort)45, 0u, 0u, count, count, length, start, 0x07064b50u, 0u, record, 1u);
        Write(all, 0x06054b50u, (ushort)0, (ushort)0, ushort.MaxValue, ushort.MaxValue, uint.MaxValue, uint.MaxValue, (ushort)0);
        return all.ToArray();
    }

    public byte[] End64() => End64(_count, _directory.Length, _file.Length);

    private static void Write(MemoryStream to, params object[] values)
    {
        foreach (var value in values)
        {
            to.Write(value switch
            {
                byte[] bytes => bytes,
                ushort number => BitConverter.GetBytes(number),
                uint number => BitConverter.GetBytes(number),
                long number => BitConverter.GetBytes(number),
                _ => throw new ArgumentException($"{value}"),
            });
        }
    }
}
