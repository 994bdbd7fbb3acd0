namespace GpuTop.Model;

/// <summary>An account that a server knows.</summary>
/// <param name="Name">Login name.</param>
/// <param name="UserId">Numeric id.</param>
/// <param name="RealName">The person's name; null when the account has none. Source: first part of the GECOS field, <c>getent passwd</c>.</param>
public sealed record Account(string Name, int UserId, string? RealName);
