using System.Runtime.InteropServices;
using System.Text;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Texts to and from the library's memory. The library has been entered by who uses them.</summary>
internal static unsafe class HdfTexts
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads with a type of memory into a buffer; negative where that fails.</summary>
    public delegate int Reading(long type, void* to);

    /// <summary>Reads texts of either kind.</summary>
    /// <param name="type">Type in the file.</param>
    /// <param name="elements">The same, described; a field of records where <paramref name="field"/> is named.</param>
    /// <param name="space">Shape of what is read, for giving back what the library allocates.</param>
    /// <param name="count">How many.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="failed">What to throw where that fails.</param>
    /// <param name="field">The field of records that is read; null for texts alone.</param>
    public static string[] Read(long type, HdfElements elements, long space, int count, Reading read, Func<DataFileException> failed, string? field = null)
    {
        var texts = new string[count];
        if (count == 0) return texts;
        using var own = elements.AnyLength ? HdfTypes.TextLike(type) : new HdfId(H5Tcopy(type));
        using var memory = InMemory(own, field, elements);
        try
        {
            if (elements.AnyLength) Loose(memory.Value, space, texts, read, failed);
            else Fixed(memory.Value, elements, texts, read, failed);
        }
        catch (DecoderFallbackException)
        {
            var wrong = failed();
            throw new DataFileException(wrong.File, wrong.Place, "It holds bytes that are not UTF-8.", "Write the texts again in UTF-8.");
        }

        return texts;
    }

    /// <summary>Lends pointers to texts in UTF-8 that end with a zero.</summary>
    public static void WithPointers(ReadOnlySpan<string> texts, Action<nint> use)
    {
        var length = 0;
        foreach (var text in texts) length = checked(length + Encoding.UTF8.GetByteCount(text) + 1);
        var bytes = new byte[length];
        var pointers = new nint[texts.Length];
        fixed (byte* at = bytes)
        fixed (nint* first = pointers)
        {
            var next = 0;
            for (var i = 0; i < texts.Length; i++)
            {
                pointers[i] = (nint)(at + next);
                next += Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(next)) + 1;
            }

            use((nint)first);
        }
    }

    /// <summary>The type in memory of a field of records alone, or of elements.</summary>
    public static HdfId InMemory(HdfId own, string? field, HdfElements elements)
    {
        if (field is null) return new(H5Tcopy(own.Value));
        var size = elements is { Kind: HdfKind.Text, AnyLength: true } ? sizeof(nint) : elements.Size;
        var record = new HdfId(H5Tcreate(6, (nuint)size));
        H5Tinsert(record.Value, field, 0, own.Value);
        return record;
    }

    private static void Loose(long memory, long space, string[] texts, Reading read, Func<DataFileException> failed)
    {
        var pointers = new nint[texts.Length];
        fixed (nint* first = pointers)
        {
            try
            {
                if (read(memory, first) < 0) throw failed();
                for (var i = 0; i < texts.Length; i++) texts[i] = pointers[i] == 0 ? "" : Strict.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)pointers[i]));
            }
            finally
            {
                H5Dvlen_reclaim(memory, space, 0, first);
            }
        }
    }

    private static void Fixed(long memory, HdfElements elements, string[] texts, Reading read, Func<DataFileException> failed)
    {
        var bytes = new byte[checked(texts.Length * elements.Size)];
        fixed (byte* to = bytes)
            if (read(memory, to) < 0)
                throw failed();
        for (var i = 0; i < texts.Length; i++)
        {
            var own = bytes.AsSpan(i * elements.Size, elements.Size);
            var end = own.IndexOf((byte)0);
            if (end >= 0) own = own[..end];
            if (elements.BlankPadded) own = own.TrimEnd((byte)' ');
            texts[i] = Strict.GetString(own);
        }
    }
}
