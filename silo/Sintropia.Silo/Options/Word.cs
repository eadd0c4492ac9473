using System.ComponentModel;
using System.Globalization;

namespace Sintropia.Silo.Options;

/// <summary>Reads a choice that is written as a word, or several of them with commas where they may be combined. Numbers are refused: they say nothing to who reads a manifest.</summary>
/// <typeparam name="TChoice">The choices.</typeparam>
public sealed class Word<TChoice> : TypeConverter
    where TChoice : struct, Enum
{
    private static readonly string[] Choices =
        [.. Enum.GetNames<TChoice>().Where(name => !IsFlags || Convert.ToInt64(Enum.Parse<TChoice>(name), CultureInfo.InvariantCulture) != 0)];

    private static bool IsFlags => typeof(TChoice).IsDefined(typeof(FlagsAttribute), inherit: false);

    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    /// <exception cref="FormatException">A word is none of the choices.</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        var text = (string)value;
        var words = IsFlags ? text.Split(',', StringSplitOptions.TrimEntries) : [text.Trim()];
        var unknown = words.FirstOrDefault(word => !Choices.Contains(word, StringComparer.OrdinalIgnoreCase));
        return unknown is null
            ? Enum.Parse<TChoice>(string.Join(',', words), ignoreCase: true)
            : throw new FormatException($"'{unknown}' is none of {string.Join(", ", Choices)}. Write one of these{(IsFlags ? ", or several with commas" : "")}.");
    }
}
