namespace Sintropia.Architecture.Tests.Laws;

/// <summary>One place in compiled code that names a member of another assembly: a call, a field, a method taken as a delegate.</summary>
/// <param name="Caller">Type and method that contain it.</param>
/// <param name="Type">Full name of the type that declares the member, without type arguments.</param>
/// <param name="Member">Name of the method or field; <c>.ctor</c> for a constructor.</param>
/// <param name="TypeArguments">Full names of the method's type arguments.</param>
/// <param name="Parameters">Full names of the parameters' types; a trailing <c>&amp;</c> marks a reference.</param>
internal sealed record Use(string Caller, string Type, string Member, IReadOnlyList<string> TypeArguments, IReadOnlyList<string> Parameters)
{
    /// <summary>A property is named by its getter in compiled code; people know it without the prefix.</summary>
    public string Name => Member.StartsWith("get_", StringComparison.Ordinal) ? Member["get_".Length..] : Member;
}
