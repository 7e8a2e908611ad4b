package discordtest

import "slices"

// wireCommand is a command as Discord gives it back: with what it filled in, and without
// what is as it is by default.
func (d *Server) wireCommand(c *Command, translated bool) map[string]any {
	dm := c.DMPermission == nil || *c.DMPermission
	if c.Contexts != nil {
		dm = slices.Contains(*c.Contexts, 1)
	}
	w := map[string]any{
		"id": c.ID, "application_id": d.App, "version": c.version, "type": c.Type, "name": c.Name,
		"description": c.Description, "default_member_permissions": c.MemberPermissions, "dm_permission": dm,
		"nsfw": c.NSFW, "contexts": c.Contexts, "integration_types": c.IntegrationTypes,
	}
	if c.guild != "" {
		w["guild_id"] = c.guild
		delete(w, "dm_permission")
	}
	if len(c.Options) > 0 {
		w["options"] = wireOptions(c.Options, translated)
	}
	if translated {
		w["name_localizations"], w["description_localizations"] = orNull(c.Names), orNull(c.Descriptions)
	}
	return w
}

// orNull is a map, or null for an empty one.
func orNull(m map[string]string) map[string]string {
	if len(m) == 0 {
		return nil
	}
	return m
}

func wireOptions(options []CommandOption, translated bool) []any {
	var list []any
	for _, o := range options {
		w := map[string]any{"type": o.Type, "name": o.Name, "description": o.Description}
		set := func(name string, is bool, v any) {
			if is {
				w[name] = v
			}
		}
		set("name_localizations", translated, orNull(o.Names))
		set("description_localizations", translated, orNull(o.Descriptions))
		set("required", o.Required, true)
		set("autocomplete", o.Autocomplete, true)
		set("options", len(o.Options) > 0, wireOptions(o.Options, translated))
		set("channel_types", len(o.ChannelTypes) > 0, o.ChannelTypes)
		set("min_value", o.MinValue != nil, o.MinValue)
		set("max_value", o.MaxValue != nil, o.MaxValue)
		set("min_length", o.MinLength != nil, o.MinLength)
		set("max_length", o.MaxLength != nil, o.MaxLength)
		var choices []any
		for _, c := range o.Choices {
			one := map[string]any{"name": c.Name, "value": c.Value}
			if translated {
				one["name_localizations"] = orNull(c.Names)
			}
			choices = append(choices, one)
		}
		set("choices", len(choices) > 0, choices)
		list = append(list, w)
	}
	return list
}
