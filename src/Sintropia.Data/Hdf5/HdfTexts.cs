using System.Text;

namespace Sintropia.Data.Hdf5;

/// <summary>Texts in memory as the library takes them.</summary>
internal static unsafe class HdfTexts
{
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
}
